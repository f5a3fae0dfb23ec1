/** Source: OfficeDev/outlook-dev-docs, security-requirements.md. */
export const SUBSTRATE_ISSUER = 'https://substrate.office.com/sts/'
export const SUBSTRATE_METADATA_URL =
  'https://substrate.office.com/sts/common/.well-known/openid-configuration'
