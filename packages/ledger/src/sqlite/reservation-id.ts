/** The row, and the secret that shows that the reservation still holds it. */
export interface ReservationParts {
  readonly id: number
  readonly holder: string
}

const ID = /^[1-9]\d{0,15}$/
/** Of a UUID as text. */
const HOLDER_LENGTH = 36

export function formatReservationId(id: number, holder: string): string {
  return `${String(id)}.${holder}`
}

/** Undefined for anything that this ledger cannot have made. The holder is only ever compared, so it is not looked into. */
export function parseReservationId(reservationId: string): ReservationParts | undefined {
  const idLength = reservationId.length - HOLDER_LENGTH - 1
  if (idLength < 1 || reservationId.charAt(idLength) !== '.') return undefined
  const digits = reservationId.slice(0, idLength)
  const id = Number(digits)
  if (!ID.test(digits) || !Number.isSafeInteger(id)) return undefined
  return { id, holder: reservationId.slice(idLength + 1) }
}
