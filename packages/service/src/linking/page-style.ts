/** The one style sheet of the linking's pages; its hash is in their policy. From 320 pixels on, light and dark. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #8a8a8a; --accent: #0f5cad; --on-accent: #ffffff; --warn: #fff4ce; --on-warn: #3d2f00 }
@media (prefers-color-scheme: dark) { :root { --accent: #9ccbff; --on-accent: #06213c; --warn: #433519; --on-warn: #ffe9b0 } }
* { box-sizing: border-box }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem 1rem; max-width: 34rem; overflow-wrap: anywhere }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 1rem }
dl { margin: 1rem 0; border: 1px solid var(--line); border-radius: .5rem; padding: .25rem 1rem }
dt { font-weight: 600; margin-top: .75rem }
dd { margin: 0 0 .75rem }
small { display: block; opacity: .85 }
.warning { background: var(--warn); color: var(--on-warn); border-radius: .5rem; padding: .75rem 1rem }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0 }
button { font: inherit; min-height: 2.75rem; padding: .5rem 1.25rem; border-radius: .375rem; border: 1px solid var(--line); background: transparent; color: inherit; cursor: pointer }
button.primary { background: var(--accent); color: var(--on-accent); border-color: var(--accent); font-weight: 600 }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`
