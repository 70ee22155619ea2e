/** The style sheet of a report; its colours follow the reader's light or dark, and paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --text: #1c1e21; --muted: #5c626b; --line: #d8dbe0; --page: #ffffff; --panel: #f5f6f8;
  --a: #1f6feb; --b: #b35900; --added: #d7f0dd; --removed: #fbdcdc; --warning: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --muted: #9aa1ab; --line: #363b43; --page: #14161a;
  --panel: #1d2025; --a: #6ea8fe; --b: #f0a35e; --added: #1d4028; --removed: #4d2326; --warning: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 24px; line-height: 1.3; margin: 4px 0; } h2 { font-size: 17px; margin: 32px 0 4px; break-after: avoid; }
.caption, .note { color: var(--muted); font-size: 13px; margin: 4px 0; max-width: 72ch; }
.large { font-size: 17px; max-width: 68ch; margin: 4px 0 12px; }
.a { color: var(--a); } .b { color: var(--b); }
.warning { color: var(--warning); border-left: 3px solid currentcolor; padding-left: 10px; max-width: 76ch; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; font-weight: 400; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--muted); font-size: 13px; }
.number { text-align: right; font-variant-numeric: tabular-nums; } td.number { white-space: nowrap; }
ul { padding-left: 18px; } code { font-size: 13px; color: var(--muted); }
.diff { background: var(--panel); padding: 10px 12px; overflow: auto; max-height: 420px; font-size: 13px; white-space: pre-wrap; overflow-wrap: anywhere; }
pre { background: var(--panel); padding: 10px 12px; overflow: auto; max-height: 420px; font-size: 12px; white-space: pre-wrap; }
ins { background: var(--added); text-decoration-thickness: 1px; } del { background: var(--removed); text-decoration-thickness: 1px; }
dl { margin: 8px 0; } dt { font-weight: 600; } dd { margin: 0 0 8px; max-width: 76ch; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 4px 24px; border-top: 1px solid var(--line); padding: 8px 0; break-inside: avoid; }
.pair p { margin: 2px 0; } .path { color: var(--muted); font-size: 13px; }
.heat td { text-align: center; min-width: 72px; border: 2px solid var(--page); } .heat small { display: block; font-size: 11px; }
svg { width: 100%; min-width: 520px; max-width: 760px; height: auto; font-size: 14px; fill: var(--text); }
svg line { stroke-width: 4; stroke-linecap: round; } svg .grid { stroke: var(--line); stroke-width: 1; }
svg .tick { fill: var(--muted); font-size: 12px; }
svg line.a { stroke: var(--a); } svg circle.a { fill: var(--a); } svg line.b { stroke: var(--b); } svg circle.b { fill: var(--b); }
svg line.across { stroke: var(--text); } svg circle.across { fill: var(--text); }
@media (max-width: 40rem) { svg { min-width: 0; font-size: 20px; } svg .tick { font-size: 18px; } }
@media print { :root { --text: #000; --muted: #444; --line: #bbb; --page: #fff; --panel: #fff; --a: #1f4fa0; --b: #8a4500; }
  main { max-width: none; padding: 0; } .scroll { overflow: visible; }
  .diff { max-height: none; border: 1px solid var(--line); } .data { display: none; } tr { break-inside: avoid; }
  ins { text-decoration: underline; } del { text-decoration: line-through; }
  body { font-size: 11px; } table { font-size: 10px; } }
`;
