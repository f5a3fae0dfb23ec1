import type { Finding } from '../../finding.js'
import type { JsonObject } from '../tree/json-object.js'
import type { MessageCard, OutlookCard } from '../types/index.js'
import { Conversion } from './conversion.js'
import { convertFrame } from './convert-frame.js'

export interface ConvertedCard {
  readonly card: OutlookCard
  /** What the Adaptive Card cannot say as the MessageCard did, or at all. */
  readonly findings: readonly Finding[]
}

/**
 * The Adaptive Card that shows and does what a MessageCard shows and does: sections become containers, an ActionCard
 * an Action.ShowCard, HttpPOST an Action.Http with the method POST whose url, headers and body arrive as they did.
 * Inputs whose ids repeat, or that a url or header names (where a MessageCard substitutes nothing), get new ids, and
 * the bodies follow. What is not as documented is left as it stands, so that lint can judge it.
 */
export function convertMessageCard(card: MessageCard): ConvertedCard {
  const given: JsonObject = { ...card }
  const conversion = new Conversion(given)
  return { card: convertFrame(given, conversion), findings: conversion.findings }
}
