/**
 * How the HTML report looks: on a screen in the light and in the dark, and on A4 paper. Holds neither `<` nor `&`, so that it
 * can stand in the page as it is.
 */

export const reportStyle = `
:root { --paper: #fff; --ink: #1b232c; --muted: #515b66; --rule: #c9d0d7; --faint: #f4f6f8; --link: #1f5a99;
  --good: #17693a; --warn: #8a5200; --bad: #a1201c; --good-paper: #f0f8f3; --warn-paper: #fdf6ea; --bad-paper: #fcf1f0; }
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); color-scheme: light; }
body { max-width: 50rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; font: 1rem/1.55 Georgia, 'Times New Roman', 'Liberation Serif', serif;
  overflow-wrap: break-word; }
h1, h2, h3, table, nav, .head, .callout-title, figcaption, .signatures, .note-box, .checklist .box, .sign
  { font-family: 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 600; margin: 0 0 1.25rem; letter-spacing: -0.01em; }
h2 { font-size: 1.3rem; line-height: 1.3; font-weight: 600; margin: 2.6rem 0 0.8rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--rule); }
h3 { font-size: 1.05rem; line-height: 1.35; font-weight: 600; margin: 1.8rem 0 0.5rem; }
p, ul, pre, figure, .table, .callout { margin: 0 0 1rem; }
ul { padding-left: 1.3rem; }
li { margin: 0 0 0.25rem; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace; font-size: 0.86em; }
code { overflow-wrap: anywhere; }
pre { background: var(--faint); border-left: 3px solid var(--rule); padding: 0.7rem 0.9rem; white-space: pre-wrap; line-height: 1.45; }
pre code { font-size: inherit; }
header { border-top: 4px solid var(--ink); padding-top: 1.5rem; }
.head { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0.6rem 1.5rem; margin: 0 0 1.5rem; padding: 0.9rem 0;
  border: solid var(--rule); border-width: 1px 0; font-size: 0.9rem; line-height: 1.4; }
.head dt { color: var(--muted); font-size: 0.78rem; }
.head dd { margin: 0; overflow-wrap: anywhere; }
nav { font-size: 0.9rem; margin-bottom: 2rem; }
nav h2 { font-size: 1rem; border: 0; margin: 1.5rem 0 0.4rem; padding: 0; }
nav ol { list-style: none; padding: 0; margin: 0; }
nav li { margin: 0.15rem 0; }
nav .level-3 { padding-left: 1.4rem; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
.table { overflow-x: auto; margin: 1.2rem 0 1.4rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.87rem; line-height: 1.4; font-variant-numeric: tabular-nums lining-nums;
  border-bottom: 1.5px solid var(--ink); }
caption { text-align: left; font-weight: 600; padding: 0 0 0.45rem; }
th, td { padding: 0.38rem 0.6rem; vertical-align: top; text-align: left; }
th:first-child, td:first-child { padding-left: 0.2rem; }
th.right, td.right { text-align: right; }
td.right, .brief { white-space: nowrap; }
thead th { font-weight: 600; border-top: 1.5px solid var(--ink); border-bottom: 1px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: 400; }
tbody tr + tr > * { border-top: 1px solid var(--rule); }
.note { color: var(--muted); font-size: 0.85rem; line-height: 1.45; margin: 0.45rem 0 0; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); } .muted { color: var(--muted); }
td.muted, th.muted { font-style: italic; }
.sign { font-weight: 700; font-family: 'Segoe UI Symbol', 'Apple Symbols', 'DejaVu Sans', sans-serif; }
.callout { color: var(--ink); background: var(--faint); border: 1px solid var(--rule); border-left: 5px solid var(--muted); padding: 0.9rem 1.1rem; }
.callout p { margin: 0; }
.callout .callout-title { font-size: 1.15rem; font-weight: 600; margin: 0 0 0.3rem; color: var(--muted); }
.callout.good { background: var(--good-paper); border-left-color: var(--good); } .callout.good .callout-title { color: var(--good); }
.callout.warn { background: var(--warn-paper); border-left-color: var(--warn); border-left-style: double; } .callout.warn .callout-title { color: var(--warn); }
.callout.bad { background: var(--bad-paper); border-left-color: var(--bad); border-left-width: 9px; } .callout.bad .callout-title { color: var(--bad); }
.note-box { border: 1px dashed var(--muted); padding: 0.6rem 0.9rem; font-size: 0.9rem; line-height: 1.45; }
.checklist { list-style: none; padding: 0; }
.checklist li { display: flex; gap: 0.5rem; }
.checklist .box { font-family: 'Segoe UI Symbol', 'Apple Symbols', 'DejaVu Sans', sans-serif; }
figure { margin: 1.4rem 0; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { color: var(--muted); font-size: 0.85rem; margin-top: 0.3rem; }
.signatures { margin-top: 3.5rem; font-size: 0.85rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 3rem; }
.signature p { margin: 0; }
.signature .role { font-weight: 600; font-size: 0.95rem; }
.signature .rule { margin-top: 2.4rem; border-top: 1px solid var(--ink); padding-top: 0.2rem; color: var(--muted); }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #14181d; --ink: #e4e8ec; --muted: #a3adb8; --rule: #3a434d; --faint: #1d232a; --link: #8fbdf0;
    --good: #74cf98; --warn: #ebb765; --bad: #f39a93; --good-paper: #16251c; --warn-paper: #2a2216; --bad-paper: #2c1a19; }
  html { color-scheme: dark; }
  .chart-paper, .chart-mark { fill: var(--paper); }
  .chart-text { fill: var(--ink); stroke: var(--paper); } .chart-muted { fill: var(--muted); stroke: var(--paper); }
  .chart-grid { stroke: #2a323a; } .chart-axis { stroke: #8b96a2; } .chart-line, .chart-mark { stroke: var(--ink); }
  .chart-curve { stroke: #7fb2ea; } .chart-bar { fill: #3d6da3; stroke: #8fbdf0; } .chart-band { fill: #1d232a; } .chart-hatch { stroke: #46515c; }
  .chart-dot { fill: #8b96a2; } .chart-solid { fill: var(--ink); }
}
@media (max-width: 34rem) { .pair { grid-template-columns: 1fr; gap: 2rem; } }
@media print {
  html { font-size: 10.2pt; }
  body { max-width: none; padding: 0; line-height: 1.45; }
  figcaption a { display: none; }
  h2, h3, caption, .callout-title { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  tr, figure, .callout, .note-box, pre, .signatures, .checklist li { break-inside: avoid; }
  thead { display: table-header-group; }
  .table.short { break-inside: avoid; }
  nav ol { columns: 2; column-gap: 2rem; }
  nav { font-size: 0.78rem; line-height: 1.35; margin-bottom: 1rem; }
  nav h2 { margin-top: 0.8rem; }
  nav li { margin: 0; break-inside: avoid; }
  .table { overflow: visible; }
  td:not(.brief) { overflow-wrap: anywhere; }
  th { overflow-wrap: break-word; }
  a { color: inherit; text-decoration: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

/** A4, with the title and the number of each page below it. */
export const pageStyle = (title: string): string => `
@page { size: A4; margin: 20mm 19mm 22mm;
  @bottom-left { content: ${cssString(title)}; font: 8pt 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif; color: #515b66; }
  @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif; color: #515b66; } }
`;

/** Everything but letters, digits and blanks as its number: no text can end the string, nor the style. */
const cssString = (text: string): string =>
  `'${[...text].map((character) => (/[A-Za-z0-9 ]/.test(character) ? character : `\\${safePoint(character)} `)).join('')}'`;

function safePoint(character: string): string {
  const point = character.codePointAt(0) ?? 0xfffd;
  return (point === 0 || (point >= 0xd800 && point <= 0xdfff) ? 0xfffd : point).toString(16);
}
