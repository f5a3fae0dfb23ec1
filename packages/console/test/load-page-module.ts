import { rolldown } from 'rolldown'

/** A module of the page, built as the page's build does it, without a browser. @param path from src/page */
export async function loadPageModule<T>(path: string): Promise<T> {
  const bundle = await rolldown({ input: new URL(`../../src/page/${path}`, import.meta.url).pathname })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  return (await import(`data:text/javascript,${encodeURIComponent(output[0].code)}`)) as T
}
