/** For light, dark and paper; text has a contrast of at least 4.5 to 1. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f4f6f8, #0f1419);
  --paper: light-dark(#ffffff, #171d24);
  --ink: light-dark(#17202a, #e7ecf1);
  --muted: light-dark(#556270, #a2aeba);
  --line: light-dark(#dbe1e7, #2c3641);
  --accent: light-dark(#0a58a8, #82bbff);
  --soon: light-dark(#fdf0d8, #372c16);
  --stripe: light-dark(#f8fafb, #1b222a);
}
.expired, .missingGroups, .excluded, .missing { --tone: light-dark(#b3201b, #ff9088); }
.expiring, .unassigned { --tone: light-dark(#8f5400, #f4b84c); }
.valid { --tone: light-dark(#17693b, #71cf91); }
.unknown, .none { --tone: var(--muted); }
.included, .filtered { --tone: var(--accent); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2rem clamp(1rem, 3vw, 2.5rem) 3rem; max-width: 84rem;
  background: var(--ground); color: var(--ink);
  font: 0.9375rem/1.45 system-ui, "Segoe UI", Roboto, "Open Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
h1 { margin: 0; font-size: 1.625rem; line-height: 1.2; }
h2 { margin: 0 0 1rem; font-size: 1.125rem; }
p { margin: 0.5rem 0; }
ul { margin: 0; padding-inline-start: 1.1rem; }
.origin, .muted, footer { color: var(--muted); }
.origin, bdi { overflow-wrap: anywhere; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
a { color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
section, .count { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
section { margin-top: 1.25rem; padding: 1.25rem 1.5rem 1.5rem; }
footer { margin-top: 1.5rem; font-size: 0.8125rem; }

.counts {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem;
  margin-top: 1.25rem; padding: 0; list-style: none;
}
.count a, .count.none { display: block; height: 100%; padding: 0.75rem 1rem 0.8rem; text-decoration: none; }
.count a:hover span { text-decoration: underline; }
.count strong { display: block; color: var(--tone, inherit); font-size: 1.75rem; line-height: 1.15; }
.count span { color: var(--muted); font-size: 0.8125rem; }

.filter { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; margin-top: 1.5rem; }
.filter input {
  flex: 0 1 22rem; min-width: 0; padding: 0.45rem 0.7rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--muted); border-radius: 8px;
}
.filter output { color: var(--muted); }

table { border-collapse: separate; border-spacing: 0; }
th { text-align: start; font-weight: 600; }
th, td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); }
.expiries { --month: linear-gradient(var(--line), var(--line)); width: 100%; }
.expiries thead th {
  position: sticky; top: 0; z-index: 2; background-color: var(--paper);
  color: var(--muted); font-size: 0.8125rem; vertical-align: bottom;
}
.expiries th:first-child { padding-inline-start: 0; }
.expiries tbody th { width: 27%; }
.expiries .group th { padding-top: 1.1rem; color: var(--tone); font-size: 0.8125rem; text-transform: uppercase; }
.expiries .number, .file { font-weight: 400; }
.file { display: block; font-size: 0.8125rem; }
.state, .included, .filtered, .excluded, .missing { color: var(--tone); }
.state { white-space: nowrap; font-weight: 600; }
.mark {
  display: inline-block; width: 0.7rem; height: 0.7rem; margin-inline-end: 0.4rem; vertical-align: -1px;
  border: 2px solid var(--tone); border-radius: 50%; background: var(--tone); forced-color-adjust: none;
}
.expired .mark, .excluded .mark { border-radius: 0; clip-path: polygon(20% 0, 50% 30%, 80% 0, 100% 20%, 70% 50%, 100% 80%, 80% 100%, 50% 70%, 20% 100%, 0 80%, 30% 50%, 0 20%); }
.expiring .mark { border-radius: 0; clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.unknown .mark { background: none; }
.filtered .mark { background: linear-gradient(90deg, var(--tone) 50%, transparent 0); }
.before .mark { clip-path: polygon(100% 0, 100% 100%, 0 50%); }
.after .mark { clip-path: polygon(0 0, 100% 50%, 0 100%); }
.date time, .date .muted { display: block; white-space: nowrap; }
.date .muted { font-size: 0.8125rem; }
.audience { width: 20%; }
.lane {
  width: 29%; min-width: 12rem; height: 2.4rem;
  background:
    linear-gradient(var(--accent), var(--accent)) var(--today) 0 / 2px 100% no-repeat, var(--months),
    linear-gradient(90deg, transparent var(--today), var(--soon) 0 var(--warn), transparent 0);
}
td.lane { position: relative; }
.month, .now { position: absolute; bottom: 0.1rem; padding-inline-start: 4px; font-size: 0.75rem; font-weight: 400; white-space: nowrap; }
.now { bottom: 1.2rem; left: var(--today); transform: translateX(-50%); background: var(--paper); color: var(--accent); }
.ends::before {
  content: ""; position: absolute; top: calc(50% - 2px); height: 4px; left: min(var(--at), var(--today));
  width: max(var(--at) - var(--today), var(--today) - var(--at)); background: var(--tone); opacity: 0.4;
}
.lane .mark { position: absolute; left: var(--at); top: 50%; margin: 0; transform: translate(-50%, -50%); }

.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0 0 0.75rem; padding: 0; list-style: none; }
.matrix { position: relative; max-height: 80vh; overflow: auto; margin-top: 1rem; overscroll-behavior-x: contain; }
.matrix caption { padding-bottom: 0.5rem; text-align: start; color: var(--muted); }
.matrix caption span { position: sticky; inset-inline-start: 0; display: inline-block; max-width: calc(100vw - 4.5rem); overflow-wrap: anywhere; }
.matrix th, .matrix td { padding: 0.35rem 0.5rem; background: var(--paper); font-weight: 500; }
.matrix tbody tr:nth-child(even) > * { background: var(--stripe); }
.matrix thead > tr > * { position: sticky; top: 0; z-index: 2; vertical-align: bottom; }
.matrix th[scope="row"], .matrix thead td { position: sticky; inset-inline-start: 0; z-index: 1; min-width: 17rem; max-width: 22rem; padding-inline-start: 0; border-inline-end: 1px solid var(--line); }
.matrix thead td { z-index: 3; }
.matrix tbody td { min-width: 2.6rem; text-align: center; }
.matrix .mark { margin: 0; }
.turned {
  display: block; height: 13rem; writing-mode: vertical-rl; transform: rotate(180deg);
  font-size: 0.8125rem; line-height: 1.2;
}
.matrix thead .everyone { font-weight: 700; }

ul.unassigned { columns: 18rem; }
li { break-inside: avoid; }

@media (max-width: 46rem) {
  body { padding: 1.25rem 0.75rem 2rem; }
  section { padding: 1rem; }
  .counts { grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: 0.5rem; }
  .count:first-child { grid-column: 1 / -1; }
  .filter input { flex: 1 1 100%; }
  .expiries, .expiries thead, .expiries tbody { display: block; }
  .expiries tr { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
  .expiries thead { position: sticky; top: 0; z-index: 2; background: var(--paper); }
  .expiries thead tr { padding: 0; }
  .expiries thead th { position: relative; }
  .expiries thead th:not(.lane) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .expiries tbody th, .expiries tbody td { width: auto; padding: 0; border: 0; }
  .expiries .date { text-align: end; grid-column: 2; grid-row: 1 / span 2; }
  .expiries .state { grid-column: 1; }
  .expiries .audience, .expiries .lane { grid-column: 1 / -1; width: auto; }
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
  tr { break-inside: avoid; }
  .filter { display: none; }
  .matrix { max-height: none; overflow: visible; }
  .expiries thead th, .matrix thead > tr > *, .matrix th[scope="row"] { position: static; }
  .expiries thead th.lane { position: relative; }
}
`;
