import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'

/** Serves the console's built files at `/`. They hold no secret: the console gets it in the fragment of its URL. */
export function addConsoleFiles(app: Hono, folder: string): void {
  app.get('/*', serveStatic({ root: folder }))
}
