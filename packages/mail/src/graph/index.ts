export type { GraphCloud, GraphFetch, GraphOptions } from './graph-options.js'
export { createGraphTransport } from './graph-transport.js'
