export type { Admission, AdmissionContext, MailEnvelope } from './admission.js'
export { admitMail } from './admit-mail.js'
export type {
  AuthenticationResult,
  DkimSignature,
  DkimVerdict,
  DmarcVerdict,
  MailAuthentication,
  SpfVerdict,
} from './authentication.js'
export { createStaticZone } from './dns/create-static-zone.js'
export type { ZoneEntry, ZoneRecords } from './dns/create-static-zone.js'
export type { DnsResolver } from './dns/dns-resolver.js'
export type { FindingEntry } from './findings/define-findings.js'
export { admissionFindingCatalog } from './findings/finding-catalog.js'
export type { AdmissionFindingCode } from './findings/finding-catalog.js'
export { parseMail } from './parse-mail.js'
export type { MailAddress, MailAttachment, MailHeader, ParsedMail } from './parsed-mail.js'
export type { Provider, ProviderLookup } from './provider.js'
