export const ROUTE_PATH_PROBLEM = 'path must start with / and have neither query nor fragment'

export function isRoutePath(path: string): boolean {
  return /^\/[^?#]*$/.test(path)
}
