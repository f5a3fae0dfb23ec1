/**
 * The client id of the platform's Actions service, the one caller of action endpoints.
 * Source: OfficeDev/outlook-dev-docs, enable-entra-token-for-actionable-messages.md, and the vendor's validators.
 */
export const PLATFORM_CLIENT_ID = '48af08dc-f6d2-435f-b2a7-069abd99c086'
