/** The style sheet of the status page. It is written into the page, and allowed by its hash. */
import { createHash } from 'node:crypto'

const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --card: #fff; --ink: #16202c; --soft: #566373; --line: #dde2e8; --link: #0b5cad;
  --good: #167a5b; --wait: #945700; --bad: #c2293a; --good-ground: #e5f4ee; --bad-ground: #fdecee; --press: #16202c; --on-press: #fff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f151c; --card: #18212b; --ink: #e8edf2; --soft: #a3b0be; --line: #2c3845; --link: #7cb8f5;
    --good: #3fb68b; --wait: #e0a040; --bad: #f07682; --good-ground: #12302a; --bad-ground: #3a1c22; --press: #e8edf2; --on-press: #0f151c;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); display: inline-block; min-height: 1.6rem; text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; }
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding-top: 1rem; padding-bottom: .75rem; }
header > strong { font-size: 1.05rem; margin-inline-end: auto; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem; list-style: none; margin: 0; padding: 0; }
main nav { margin: .75rem 0; }
nav a, .pill { display: inline-flex; align-items: center; min-height: 2.5rem; padding: 0 .8rem; border-radius: 999px; color: inherit; text-decoration: none; }
nav a:hover, .pill:hover { background: var(--line); }
nav [aria-current=page] { background: var(--ink); color: var(--ground); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .25rem; text-wrap: balance; }
h2 { font-size: 1.1rem; margin: 0 0 .25rem; }
p { margin: 0 0 .75rem; max-width: 65ch; }
.soft, caption { color: var(--soft); }
.small { font-size: .875rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem 1.25rem; margin: 1rem 0; }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9.5rem), 1fr)); margin: 1rem 0; }
.halves { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
.grid .card, .halves .card { margin: 0; }
.halves > * { min-width: 0; }
.number { margin: 0; }
.number dt { color: var(--soft); font-size: .875rem; }
.number dd { margin: 0; font-size: 1.75rem; line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; }
.number dd + dd { font-size: .875rem; font-weight: 400; line-height: 1.5; color: var(--soft); }
.number.alarm dd:first-of-type { color: var(--bad); }
.fine, .needs { border-inline-start: 6px solid var(--good); background: var(--good-ground); }
.needs { border-inline-start-color: var(--bad); background: var(--bad-ground); }
.needs ul { margin: .5rem 0 0; padding-inline-start: 1.2rem; }
.needs li { margin: .35rem 0; }
.chart { margin: .75rem 0 0; }
.chart svg { display: block; width: 100%; height: 9rem; border-block-end: 1px solid var(--line); }
.chart .most { color: var(--soft); font-size: .8rem; }
.axis { display: flex; justify-content: space-between; gap: .5rem; color: var(--soft); font-size: .8rem; margin: .25rem 0 0; padding: 0; list-style: none; }
.delivered { fill: var(--good); } .waiting { fill: var(--wait); } .dead { fill: var(--bad); } .nothing { fill: transparent; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: .5rem 0 0; padding: 0; font-size: .875rem; }
.legend svg { width: .8rem; height: .8rem; margin-inline-end: .4rem; }
details { margin-top: .75rem; }
summary { cursor: pointer; min-height: 1.75rem; color: var(--link); width: fit-content; font-size: .875rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; }
caption { text-align: start; padding-bottom: .25rem; }
th, td { text-align: start; vertical-align: top; padding: .55rem .75rem .55rem 0; border-block-end: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 500; white-space: nowrap; }
td.n, th.n { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
tbody th { font-weight: 600; }
.long { overflow-wrap: anywhere; }
tr:last-child > * { border-block-end: 0; }
.wrong { color: var(--bad); font-weight: 600; }
.count { margin-inline-start: .4rem; font-size: .85rem; font-variant-numeric: tabular-nums; opacity: .85; }
.verbatim { display: block; white-space: pre-wrap; unicode-bidi: plaintext; }
.plain { list-style: none; margin: 0; padding: 0; }
time { white-space: nowrap; }
.bars th { width: 40%; font-weight: 400; }
.bars svg { display: block; width: 100%; height: 1rem; }
.bars td { vertical-align: middle; }
.tag { display: inline-block; border-radius: 6px; padding: .05rem .5rem; font-size: .85rem; border: 1px solid currentColor; white-space: nowrap; }
.tag.good { color: var(--good); } .tag.bad { color: var(--bad); } .tag.wait { color: var(--wait); }
code, pre { font: .85rem/1.5 ui-monospace, monospace; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); border: 1px solid var(--line); border-radius: 8px; padding: .75rem; margin: .5rem 0; }
button, .button { font: inherit; display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 1.1rem; border-radius: 8px; border: 1px solid var(--press); background: var(--press); color: var(--on-press); cursor: pointer; text-decoration: none; }
.quiet { background: transparent; color: inherit; border-color: var(--soft); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: 1rem 0; }
.actions form { margin: 0; }
.card > .actions:last-child { margin-bottom: 0; } .card > p:last-child { margin-bottom: 0; }
.counted { margin-top: 1rem; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
label.tick { font-weight: 400; display: flex; gap: .6rem; align-items: start; margin: .75rem 0; }
.tick input { width: 1.5rem; height: 1.5rem; margin: 0; flex: none; accent-color: var(--link); }
input[type=password], select { font: inherit; width: 100%; max-width: 26rem; min-height: 2.75rem; padding: 0 .75rem; color: inherit; background: var(--ground); border: 1px solid var(--soft); border-radius: 8px; }
dl.facts { display: grid; grid-template-columns: fit-content(16rem) 1fr; gap: .4rem 1.25rem; margin: .5rem 0; }
dl.facts dl.facts { margin: 0; }
dl.facts dt { color: var(--soft); min-width: 7rem; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
.narrow { max-width: 30rem; margin-inline: auto; }
footer { color: var(--soft); font-size: .875rem; padding-top: 1rem; padding-bottom: 2rem; }
@media (max-width: 34rem) {
  header, main, footer { padding-inline: 1rem; }
  .card { padding: 1rem; }
  .number dd { font-size: 1.35rem; }
  header form { order: 1; } header nav { order: 2; width: 100%; }
  .bars th { width: 1%; white-space: nowrap; }
  .stack thead { position: absolute; left: -100vw; }
  .stack tr, .stack th, .stack td { display: block; }
  .stack tr { padding: .6rem 0; border-block-end: 1px solid var(--line); }
  .stack tr:last-child { border-block-end: 0; }
  .stack th, .stack td { border: 0; padding: .1rem 0; text-align: start; }
  .stack td[data-name]::before { content: attr(data-name) ': '; color: var(--soft); }
  dl.facts { grid-template-columns: 1fr; gap: 0; } dl.facts dd { margin-bottom: .5rem; }
}
@media print { nav, .actions { display: none; } }
`

/** The sheet as it stands in a page: its hash is of every character between the tags. */
export const STYLE_ELEMENT = `<style>${STYLE}</style>`

/** The source of a policy that allows the sheet, and nothing else. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`
