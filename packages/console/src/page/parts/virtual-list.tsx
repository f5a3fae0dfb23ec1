import { useEffect, useId, useRef, useState } from 'react'

interface VirtualListProps<T extends { readonly id: number }> {
  readonly label: string
  readonly items: readonly T[]
  readonly itemHeight: number
  readonly selectedId: number | undefined
  readonly onSelect: (id: number) => void
  readonly draw: (item: T) => React.JSX.Element
}

/** Lines drawn above and below what is seen, so that a fast scroll does not show a gap. */
const OVERSCAN = 8

/** A list box of any length, of which only the lines in sight are in the page (WAI-ARIA: aria-setsize tells the rest). */
export function VirtualList<T extends { readonly id: number }>(
  props: VirtualListProps<T>,
): React.JSX.Element {
  const { label, items, itemHeight, selectedId, onSelect, draw } = props
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ firstSeen: 0, seen: 10 })
  const prefix = useId()
  const selected = items.findIndex(({ id }) => id === selectedId)

  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const measure = (): void => {
      const firstSeen = Math.floor(element.scrollTop / itemHeight)
      const seen = Math.ceil(element.clientHeight / itemHeight) + 1
      // The same lines are in sight after most scroll events: nothing is drawn then.
      setView((before) =>
        before.firstSeen === firstSeen && before.seen === seen ? before : { firstSeen, seen },
      )
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [itemHeight])

  const first = Math.max(0, view.firstSeen - OVERSCAN)
  const last = Math.min(items.length, view.firstSeen + view.seen + OVERSCAN)

  const goTo = (place: number): void => {
    const target = items[Math.min(Math.max(place, 0), items.length - 1)]
    if (target === undefined) return
    onSelect(target.id)
    scrollTo(items.indexOf(target))
  }
  const scrollTo = (place: number): void => {
    const element = box.current
    if (element === null) return
    const top = place * itemHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + itemHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + itemHeight - element.clientHeight
    }
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const page = Math.max(1, view.seen - 2)
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: selected + 1,
      ArrowUp: selected - 1,
      PageDown: selected + page,
      PageUp: selected - page,
      Home: 0,
      End: items.length - 1,
    }
    const place = moves[event.key]
    if (place === undefined) return
    event.preventDefault()
    goTo(place)
  }
  const idOf = (item: T): string => `${prefix}-${String(item.id)}`
  const active = selected >= first && selected < last ? items[selected] : undefined

  return (
    <div
      ref={box}
      className="virtual-list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={active === undefined ? undefined : idOf(active)}
      onKeyDown={onKeyDown}
    >
      <div className="virtual-space" role="presentation" style={{ height: items.length * itemHeight }}>
        {items.slice(first, last).map((item, place) => (
          <div
            key={item.id}
            id={idOf(item)}
            className="virtual-item"
            role="option"
            aria-selected={item.id === selectedId}
            aria-setsize={items.length}
            aria-posinset={first + place + 1}
            style={{ transform: `translateY(${String((first + place) * itemHeight)}px)` }}
            onClick={() => {
              onSelect(item.id)
            }}
          >
            {draw(item)}
          </div>
        ))}
      </div>
    </div>
  )
}
