import { fileURLToPath } from 'node:url'

/** The folder of the page's built files: `index.html` and `assets/`, each with a `.br` and a `.gz` beside it. */
export const consoleFolder: string = fileURLToPath(new URL('../page', import.meta.url))
