/** The national clouds of Microsoft Entra. GCC is part of `public`; GCC High and DoD are `usgov`. */
export type EntraCloudName = 'public' | 'usgov' | 'china'

/** One row of literal hosts. Nothing here is ever built from a token. */
export interface EntraCloud {
  /** Serves the metadata of both versions and issues version 2 tokens. */
  readonly login: string
  /** Issues version 1 tokens; absent where no genuine sample of one is known. */
  readonly v1Issuer?: string
}

/** Source: the vendor's "National clouds" page and each cloud's discovery documents. */
export const ENTRA_CLOUDS = {
  public: { login: 'login.microsoftonline.com', v1Issuer: 'sts.windows.net' },
  usgov: { login: 'login.microsoftonline.us', v1Issuer: 'sts.windows.net' },
  china: { login: 'login.partner.microsoftonline.cn' },
} as const satisfies Readonly<Record<EntraCloudName, EntraCloud>>

export function readEntraCloud(option: EntraCloudName | undefined, problems: string[]): EntraCloud {
  const name: string = option ?? 'public'
  if (Object.hasOwn(ENTRA_CLOUDS, name)) return ENTRA_CLOUDS[name as EntraCloudName]
  problems.push('cloud: give "public", "usgov" or "china"')
  return ENTRA_CLOUDS.public
}
