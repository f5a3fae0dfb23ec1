/** The row, and the secret that shows that the reservation still holds it. */
export interface ReservationParts {
  readonly id: number
  readonly holder: string
}

const form = /^([1-9]\d{0,15})\.([0-9a-f-]{36})$/

export function formatReservationId(id: number, holder: string): string {
  return `${String(id)}.${holder}`
}

/** Undefined for anything that this ledger has not made. */
export function parseReservationId(reservationId: string): ReservationParts | undefined {
  const parts = form.exec(reservationId)
  const id = Number(parts?.[1])
  const holder = parts?.[2]
  return holder !== undefined && Number.isSafeInteger(id) ? { id, holder } : undefined
}
