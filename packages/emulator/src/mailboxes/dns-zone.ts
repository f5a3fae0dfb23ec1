import { createStaticZone, type DnsResolver, type ZoneEntry, type ZoneRecords } from '@countersign/admission'

/** The DNS that the emulator asks: its own records, and nobody else's. Without one, SPF and DKIM find nothing. */
export class DnsZone {
  #records: Readonly<Record<string, ZoneEntry>> = {}
  #resolve: DnsResolver = createStaticZone({})

  constructor(records: ZoneRecords = {}) {
    this.publish(records)
  }

  readonly resolver: DnsResolver = (name, rrtype) => this.#resolve(name, rrtype)

  /** Adds records; a name that is there already gets the new ones. @throws CountersignTypeError ERR_ADMISSION_ZONE */
  publish(records: ZoneRecords): void {
    const merged = { ...this.#records, ...records }
    this.#resolve = createStaticZone(merged)
    this.#records = merged
  }
}
