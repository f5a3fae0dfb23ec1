/** The report's only style sheet; its hash stands in the report's policy. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --good: light-dark(#0b6a0b, #6ccb5f); --bad: light-dark(#b10e1c, #ff99a4); --line: light-dark(#d1d1d1, #525252) }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
li { border-top: 1px solid var(--line); padding: 0.5rem 0 }
h2 { font-size: 1.1rem; margin: 0.5rem 0 }
small { font-weight: normal }
table { border-collapse: collapse }
th { text-align: left; font-weight: normal }
th, td { padding: 0 1rem 0 0; vertical-align: top; overflow-wrap: anywhere }
pre { border: 1px solid var(--line); border-radius: 4px; padding: 0.75rem; overflow-x: auto }
.good { color: var(--good) }
.bad { color: var(--bad); font-weight: 600 }
.read { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
`
