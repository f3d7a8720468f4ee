/** The page's look: one set of colours for light, dark and paper; contrast at least 4.5 to 1 for text. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f6f8, #0f1419);
  --paper: light-dark(#ffffff, #171d24);
  --ink: light-dark(#17202a, #e7ecf1);
  --muted: light-dark(#556270, #a2aeba);
  --line: light-dark(#dbe1e7, #2c3641);
  --accent: light-dark(#0a58a8, #82bbff);
  --expired: light-dark(#b3201b, #ff9088);
  --expiring: light-dark(#8f5400, #f4b84c);
  --valid: light-dark(#17693b, #71cf91);
  --unknown: var(--muted);
  --soon: light-dark(#fdf0d8, #372c16);
  --stripe: light-dark(#f8fafb, #1b222a);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2rem clamp(1rem, 3vw, 2.5rem) 3rem; max-width: 84rem;
  background: var(--ground); color: var(--ink);
  font: 0.9375rem/1.45 system-ui, "Segoe UI", Roboto, "Open Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
h1 { margin: 0; font-size: 1.625rem; line-height: 1.2; letter-spacing: -0.015em; }
h2 { margin: 0 0 1rem; font-size: 1.125rem; letter-spacing: -0.005em; }
p { margin: 0.5rem 0; }
.origin, .muted, footer { color: var(--muted); }
.origin { overflow-wrap: anywhere; }
bdi { overflow-wrap: anywhere; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
a { color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
section {
  margin-top: 1.25rem; padding: 1.25rem 1.5rem 1.5rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 12px;
}
footer { margin-top: 1.5rem; font-size: 0.8125rem; }

.counts {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem;
  margin: 1.25rem 0 0; padding: 0; list-style: none;
}
.count { --tone: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
.count a, .count.none { display: block; height: 100%; padding: 0.75rem 1rem 0.8rem; text-decoration: none; }
.count a { border-radius: inherit; }
.count a:hover span { text-decoration: underline; }
.count strong { display: block; color: var(--tone); font-size: 1.75rem; font-weight: 650; line-height: 1.15; }
.count span { color: var(--muted); font-size: 0.8125rem; }
.count.none { --tone: var(--muted); }
.count.expired, .count.missingGroups { --tone: var(--expired); }
.count.expiring, .count.unassigned { --tone: var(--expiring); }
.count.valid { --tone: var(--valid); }

.filter { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; margin-top: 1.5rem; }
.filter input {
  flex: 0 1 22rem; min-width: 0; padding: 0.45rem 0.7rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--muted); border-radius: 8px;
}
.filter output { color: var(--muted); }

table { border-collapse: separate; border-spacing: 0; }
th { text-align: start; font-weight: 600; }
.expiries { width: 100%; }
.expiries thead th {
  position: sticky; top: 0; z-index: 2; padding: 0.5rem 0.75rem; background: var(--paper);
  color: var(--muted); font-size: 0.8125rem; border-bottom: 1px solid var(--line); vertical-align: bottom;
}
.expiries tbody { --tone: var(--ink); }
.expiries tbody.expired { --tone: var(--expired); }
.expiries tbody.expiring { --tone: var(--expiring); }
.expiries tbody.valid { --tone: var(--valid); }
.expiries tbody.unknown { --tone: var(--unknown); }
.expiries tbody th, .expiries tbody td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); }
.expiries th:first-child, .expiries td:first-child { padding-inline-start: 0; }
.expiries tbody th { width: 27%; }
.expiries .group th {
  width: auto; padding-top: 1.1rem; color: var(--tone); font-size: 0.8125rem;
  text-transform: uppercase; letter-spacing: 0.04em;
}
.expiries .number { color: var(--muted); font-weight: 400; }
.file { display: block; font-size: 0.8125rem; font-weight: 400; }
.state { color: var(--tone); white-space: nowrap; font-weight: 600; }
.date time, .date .muted { display: block; white-space: nowrap; }
.date .muted { font-size: 0.8125rem; }
.audience { width: 14%; }
.mark { --fill: var(--tone); fill: var(--fill); stroke: var(--tone); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.state .mark { margin-inline-end: 0.4rem; vertical-align: -3px; }
.unknown .mark { --fill: none; }
.track .mark { stroke: var(--tone); }
td.lane, th.lane { width: 34%; min-width: 12rem; position: relative; }
.expiries tbody td.lane, .expiries thead th.lane { padding: 0; }
.track { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.axis { display: block; width: 100%; height: 38px; overflow: visible; }
.axis text { fill: var(--muted); font-size: 0.75rem; font-weight: 400; }
.axis .now { fill: var(--accent); font-weight: 650; }
.soon { fill: var(--soon); }
.tick { stroke: var(--line); }
.today { stroke: var(--accent); stroke-width: 2; }
.bar { fill: var(--tone); opacity: 0.4; }

.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0 0 0.75rem; padding: 0; list-style: none; color: var(--muted); }
.matrix { position: relative; max-height: 80vh; overflow: auto; margin-top: 1rem; overscroll-behavior-x: contain; }
.matrix caption { padding-bottom: 0.5rem; text-align: start; color: var(--muted); }
.matrix caption span { position: sticky; inset-inline-start: 0; display: inline-block; max-width: calc(100vw - 4.5rem); overflow-wrap: anywhere; }
.matrix th, .matrix td { padding: 0.35rem 0.5rem; border-bottom: 1px solid var(--line); background: var(--paper); }
.matrix tbody tr:nth-child(even) > * { background: var(--stripe); }
.matrix thead > tr > * { position: sticky; top: 0; z-index: 2; vertical-align: bottom; }
.matrix th[scope="row"], .matrix thead td { position: sticky; inset-inline-start: 0; z-index: 1; min-width: 17rem; max-width: 22rem; padding-inline-start: 0; border-inline-end: 1px solid var(--line); }
.matrix th[scope="row"] { font-weight: 500; }
.matrix thead td { z-index: 3; }
.matrix tbody td { min-width: 2.6rem; text-align: center; }
.turned {
  display: block; height: 13rem; writing-mode: vertical-rl; transform: rotate(180deg);
  font-size: 0.8125rem; line-height: 1.2; text-align: start;
}
.short .turned { height: 6rem; }
.middle .turned { height: 9.5rem; }
.matrix thead th { text-align: center; font-weight: 500; }
.matrix thead .everyone { font-weight: 700; }
.matrix .missingGroup .turned { color: var(--expired); }
.sign { fill: currentColor; stroke: currentColor; stroke-width: 2; stroke-linecap: round; vertical-align: -3px; }
.included { color: var(--accent); }
.excluded { color: var(--expired); }

.names { columns: 18rem; margin: 0; padding-inline-start: 1.1rem; }
.names li { break-inside: avoid; }
.gone { width: 100%; }
.gone th, .gone td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.gone thead th { color: var(--muted); font-size: 0.8125rem; }
.gone ul { margin: 0; padding: 0; list-style: none; }
.gone code { overflow-wrap: anywhere; }

@media (max-width: 46rem) {
  body { padding: 1.25rem 0.75rem 2rem; }
  section { padding: 1rem; }
  .counts { grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: 0.5rem; }
  .count:first-child { grid-column: 1 / -1; }
  .filter input { flex: 1 1 100%; }
  .expiries, .expiries thead, .expiries tbody { display: block; }
  .expiries tr { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
  .expiries thead { position: sticky; top: 0; z-index: 2; }
  .expiries thead tr { padding: 0; background: var(--paper); border: 0; }
  .expiries thead th:not(.lane) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .expiries tbody th, .expiries tbody td { width: auto; padding: 0; border: 0; }
  .expiries .date { text-align: end; grid-column: 2; grid-row: 1 / span 2; }
  .expiries .state { grid-column: 1; }
  .expiries .audience { grid-column: 1 / -1; color: var(--muted); }
  .expiries .lane { grid-column: 1 / -1; width: auto; height: 20px; margin-top: 0.35rem; }
  .expiries thead .lane { height: auto; margin: 0; }
  .expiries .group { border: 0; padding-bottom: 0; }
  .expiries .group .lane { display: none; }
  .matrix th[scope="row"], .matrix thead td { min-width: 7rem; max-width: 9rem; }
}

@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { color-scheme: light; --ground: #fff; --stripe: #fff; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  section { padding: 0; border: 0; margin-top: 1.5rem; }
  h2, caption, .expiries .group, .legend { break-after: avoid; }
  tr, li { break-inside: avoid; }
  .filter { display: none; }
  .matrix { max-height: none; overflow: visible; }
  .expiries thead th, .matrix thead > tr > *, .matrix th[scope="row"] { position: static; }
  .expiries thead th.lane { position: relative; }
}
`;
