export { createOutboxTransport } from './outbox-transport.js'
