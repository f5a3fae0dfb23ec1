import type { CardJson } from '../api/wire-types.js'
import { toSafeLink } from './safe-link.js'

export interface SafeCard {
  readonly card: CardJson
  /** Pictures left out: each would tell its server that the mail was read. */
  readonly blockedImages: number
  /** Links left out, `javascript:` and the like. */
  readonly blockedLinks: number
}

type Json = Readonly<Record<string, unknown>>

const IMAGE_MEMBERS = new Set(['backgroundImage', 'iconUrl', 'poster'])
/** What Outlook does not draw either; the renderer would load their sources. */
const MEDIA_TYPES = new Set(['Media', 'Carousel'])
/** A link that was taken away leads nowhere. */
const NO_LINK = ''

/** Takes every picture and every unsafe link out of a card before the renderer sees it (B12). */
export function makeCardSafe(card: CardJson): SafeCard {
  const counted = { images: 0, links: 0 }

  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (typeof value !== 'object' || value === null) return value
    return visitObject(value as Json)
  }
  const visitObject = (node: Json): Json => {
    const { type } = node
    if (type === 'Image') return blockImage(node)
    if (type === 'ImageSet') {
      const images = Array.isArray(node.images) ? node.images.length : 0
      counted.images += images
      return note(node, images === 1 ? '1 picture blocked' : `${String(images)} pictures blocked`)
    }
    if (typeof type === 'string' && MEDIA_TYPES.has(type)) return note(node, `${type} is not shown`)
    const entries = Object.entries(node).filter(([name, value]) => {
      if (!IMAGE_MEMBERS.has(name) || value === undefined) return true
      counted.images += 1
      return false
    })
    const safe: Record<string, unknown> = {}
    for (const [name, value] of entries) safe[name] = visit(value)
    if (type === 'Action.OpenUrl') {
      const link = toSafeLink(node.url)
      if (link === undefined) counted.links += 1
      safe.url = link ?? NO_LINK
    }
    return safe
  }
  const blockImage = (node: Json): Json => {
    counted.images += 1
    const text = typeof node.altText === 'string' && node.altText !== '' ? `: ${node.altText}` : ''
    const shown = note(node, `Picture blocked${text}`)
    if (node.selectAction === undefined) return shown
    return { type: 'Container', items: [shown], selectAction: visit(node.selectAction) }
  }

  const safe = visitObject(card)
  return { card: safe, blockedImages: counted.images, blockedLinks: counted.links }
}

/** Stands where something was left out, under the same id so that a toggle still finds it. */
function note(node: Json, text: string): Json {
  const { id, isVisible, spacing, separator } = node
  return {
    type: 'TextBlock',
    text: text.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&'),
    size: 'Small',
    isSubtle: true,
    wrap: true,
    ...Object.fromEntries(
      Object.entries({ id, isVisible, spacing, separator }).filter(([, value]) => value !== undefined),
    ),
  }
}
