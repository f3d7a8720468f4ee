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
}
.expired, .excluded { --tone: light-dark(#b3201b, #ff9088); }
.expiring { --tone: light-dark(#8f5400, #f4b84c); }
.valid { --tone: light-dark(#17693b, #71cf91); }
.unknown { --tone: var(--muted); }
.included, .filtered { --tone: var(--accent); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0 auto; padding: 2rem clamp(0.75rem, 3vw, 2.5rem); max-width: 84rem;
  background: var(--ground); color: var(--ink);
  font: 0.9375rem/1.45 system-ui, "Segoe UI", Roboto, "Open Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, ul, p { margin: 0 0 0.75rem; }
h1 { font-size: 1.625rem; }
h2 { font-size: 1.125rem; }
small { display: block; }
small, header p, footer, .filter output, .expiries thead { color: var(--muted); }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
a { color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
section {
  margin: 1.25rem 0; padding: 1.25rem clamp(0.75rem, 2vw, 1.5rem);
  background: var(--paper); border: 1px solid var(--line); border-radius: 12px;
}

.filter { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; }
.filter input {
  flex: 0 1 22rem; padding: 0.45rem 0.7rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--muted); border-radius: 8px;
}

table { border-collapse: separate; border-spacing: 0; }
th, td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); background: var(--paper); }
th { text-align: start; font-weight: 600; }
th small { font-weight: 400; }
.expiries { --month: linear-gradient(var(--line), var(--line)); width: 100%; }
.expiries thead th { position: sticky; top: 0; z-index: 2; vertical-align: bottom; }
.expiries th:first-child { width: 32%; }
.expiries td { min-width: 8.5rem; }
.expiries .group th { color: var(--tone); text-transform: uppercase; }
.mark {
  display: inline-block; width: 0.7rem; height: 0.7rem; vertical-align: -1px;
  border: 2px solid var(--tone); border-radius: 50%; background: var(--tone); forced-color-adjust: none;
}
.expired .mark, .excluded .mark { border-radius: 0; clip-path: polygon(20% 0, 50% 30%, 80% 0, 100% 20%, 70% 50%, 100% 80%, 80% 100%, 50% 70%, 20% 100%, 0 80%, 30% 50%, 0 20%); }
.expiring .mark { border-radius: 0; clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.filtered .mark { background: linear-gradient(90deg, var(--tone) 50%, transparent 0); }
.lane {
  position: relative; width: 32%; min-width: 12rem;
  background:
    linear-gradient(var(--accent), var(--accent)) var(--today) 0 / 2px 100% no-repeat, var(--months),
    linear-gradient(90deg, transparent var(--today), var(--soon) 0 var(--warn), transparent 0);
}
thead .lane { background-color: var(--paper); }
.month, .now { position: absolute; bottom: 0; padding-inline-start: 4px; font-size: 0.75rem; font-weight: 400; }
.now { bottom: 1.1rem; left: var(--today); color: var(--accent); }
.ends::before {
  content: ""; position: absolute; top: calc(50% - 2px); height: 4px; left: min(var(--at), var(--today));
  width: max(var(--at) - var(--today), var(--today) - var(--at)); background: var(--tone); opacity: 0.4;
}
.ends .mark { position: absolute; left: var(--at); top: 50%; transform: translate(-50%, -50%); }

.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; }
.legend li { list-style: none; }
.legend .mark { margin-inline-end: 0.4rem; }
.matrix { position: relative; max-height: 80vh; overflow: auto; margin-top: 1rem; }
caption { padding-bottom: 0.5rem; text-align: start; }
caption span { position: sticky; inset-inline-start: 0; display: inline-block; max-width: calc(100vw - 4.5rem); }
.matrix thead > tr > * { position: sticky; top: 0; z-index: 2; vertical-align: bottom; }
.matrix tr > :first-child { position: sticky; inset-inline-start: 0; z-index: 1; min-width: 7rem; max-width: 22rem; }
.matrix thead td:first-child { z-index: 3; }
.matrix tbody td { min-width: 2.6rem; }
.turned { display: block; height: 13rem; writing-mode: vertical-rl; transform: rotate(180deg); }
li { break-inside: avoid; }

@media (max-width: 46rem) {
  .expiries .lane { display: none; }
  .expiries th:first-child { width: 40%; }
  .expiries td { min-width: 6rem; }
  .matrix tr > :first-child { max-width: 9rem; }
}

@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { color-scheme: light; --ground: #fff; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  section { padding: 0; border: 0; }
  h2, caption, .expiries .group, .legend { break-after: avoid; }
  tr { break-inside: avoid; }
  .filter { display: none; }
  .matrix { max-height: none; overflow: visible; }
  .expiries thead th, .matrix thead > tr > *, .matrix tr > :first-child { position: static; }
  .expiries thead th.lane { position: relative; }
}
`;
