import type { AgreementSpread } from '../comparison-statistics.type.ts';
import type { ConfigurationDifference } from '../comparison.type.ts';
import type { ComparisonReport } from './comparison-report.ts';
import type { ReportTable } from './report-tables.ts';
import { listTables, titleVerdict } from './report-tables.ts';

/** A comparison as one HTML page that asks nothing of the network. Readable in light, in dark and on paper. */
export function renderReport(report: ComparisonReport): string {
  const { a, b, dataset, conversationCount, differences, warnings, noiseFloor, silhouette, gold } = report;
  const title = `${a.name} and ${b.name}`;
  const remarks = [...new Set([...noiseFloor.remarks, ...silhouette.a.remarks, ...silhouette.b.remarks])];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<p class="caption">Understory: comparison of two runs</p>
<h1><span class="a">A</span> ${escape(a.name)} <span class="b">B</span> ${escape(b.name)}</h1>
<p>${conversationCount} conversations of ${escape(dataset)}. A: ${escape(a.summaryModel)}. B: ${escape(b.summaryModel)}.</p>
</header>
<section class="verdict">
<h2>${escape(titleVerdict(report))}</h2>
<p class="large">${escape(report.verdict)}</p>
${drawSpreads(report)}
${remarks.map((remark) => `<p class="note">${escape(remark)}</p>`).join('\n')}
</section>
<section>
<h2>What differs in the configuration</h2>
${warnings.map((warning) => `<p class="warning">${escape(warning)}</p>`).join('\n')}
${differences.length === 0 ? '<p>Nothing.</p>' : `<ul>${differences.map(renderDifference).join('\n')}</ul>`}
${report.isControlled ? '<p>Only the summary model differs.</p>' : ''}
</section>
${listTables(report).map(renderTable).join('\n')}
${gold.warnings.length === 0 ? '' : `<section>${gold.metrics.length === 0 ? '<h2>Gold labels</h2>' : ''}${gold.warnings.map((warning) => `<p class="warning">${escape(warning)}</p>`).join('')}</section>`}
<section>
<h2>The numbers as JSON</h2>
<details><summary>Show</summary><pre>${escape(JSON.stringify(report, null, 1))}</pre></details>
</section>
</main>
</body>
</html>
`;
}

function renderDifference({ factor, sentence, detail }: ConfigurationDifference): string {
  const parts =
    detail === null
      ? ''
      : `<details><summary>In full</summary><pre>${detail.parts
          .map(({ kind, text }) => {
            if (kind === 'SAME') return escape(text);
            const tag = kind === 'ADDED' ? 'ins' : 'del';
            return `<${tag}>${escape(text)}</${tag}>`;
          })
          .join('')}</pre></details>`;
  return `<li><code>${escape(factor)}</code> ${escape(sentence)}${parts}</li>`;
}

function renderTable({ title, note, columns, rows, textColumns }: ReportTable): string {
  const cell = (tag: 'td' | 'th', text: string, i: number): string =>
    `<${tag}${textColumns.includes(i) ? '' : ' class="number"'}${tag === 'th' ? ' scope="col"' : ''}>${escape(text)}</${tag}>`;
  return `<section>
<h2>${escape(title)}</h2>
${note === '' ? '' : `<p class="note">${escape(note)}</p>`}
<div class="scroll" tabindex="0" role="region" aria-label="${escape(title)}">
<table>
<thead><tr>${columns.map((text, i) => cell('th', text, i)).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map((text, i) => (i === 0 ? `<th scope="row">${escape(text)}</th>` : cell('td', text, i))).join('')}</tr>`).join('\n')}
</tbody>
</table>
</div>
</section>`;
}

const LEFT = 220;
const RIGHT = 700;

/** The three spreads on one scale from 0 to 1: the noise of each run, and the agreement between them. */
function drawSpreads({ noiseFloor: { spreadA, spreadB, across } }: ComparisonReport): string {
  if (spreadA === null || spreadB === null || across === null) return '';
  const x = (value: number): string => (LEFT + (RIGHT - LEFT) * Math.max(0, Math.min(1, value))).toFixed(1);
  const rows: [string, AgreementSpread, string][] = [
    ['A under other seeds', spreadA, 'a'],
    ['B under other seeds', spreadB, 'b'],
    ['A against B', across, 'across'],
  ];
  const label = rows.map(([name, { mean }]) => `${name} ${mean.toFixed(2)}`).join(', ');
  return `<svg viewBox="0 0 760 130" role="img" aria-label="Adjusted Rand index: ${escape(label)}">
${[0, 0.25, 0.5, 0.75, 1].map((tick) => `<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="6" y2="102"/><text class="tick" x="${x(tick)}" y="120" text-anchor="middle">${tick}</text>`).join('\n')}
${rows
  .map(([name, { lowest, highest, mean }, kind], i) => {
    const y = 24 + 32 * i;
    return `<text x="0" y="${y + 5}">${escape(name)}</text><line class="${kind}" x1="${x(lowest)}" x2="${x(highest)}" y1="${y}" y2="${y}"/><circle class="${kind}" cx="${x(mean)}" cy="${y}" r="6"/><text class="tick" x="${RIGHT + 12}" y="${y + 5}">${mean.toFixed(2)}</text>`;
  })
  .join('\n')}
</svg>
<p class="note">Adjusted Rand index of the leaves: the dot is the mean, the bar reaches from the lowest to the highest.</p>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

const STYLE = `
:root { color-scheme: light dark; --text: #1c1e21; --muted: #5c626b; --line: #d8dbe0; --page: #ffffff; --panel: #f5f6f8;
  --a: #1f6feb; --b: #b35900; --added: #d7f0dd; --removed: #fbdcdc; --warning: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --muted: #9aa1ab; --line: #363b43; --page: #14161a;
  --panel: #1d2025; --a: #6ea8fe; --b: #f0a35e; --added: #1d4028; --removed: #4d2326; --warning: #e3b341; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 32px 20px 64px; }
h1 { font-size: 24px; line-height: 1.3; margin: 4px 0; } h2 { font-size: 17px; margin: 32px 0 4px; }
.caption, .note { color: var(--muted); font-size: 13px; margin: 4px 0; max-width: 72ch; }
.large { font-size: 17px; max-width: 68ch; margin: 4px 0 12px; }
.a { color: var(--a); } .b { color: var(--b); }
.warning { color: var(--warning); border-left: 3px solid currentcolor; padding-left: 10px; max-width: 76ch; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; font-weight: 400; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--muted); font-size: 13px; }
.number { text-align: right; font-variant-numeric: tabular-nums; } td.number { white-space: nowrap; }
ul { padding-left: 18px; } code { font-size: 13px; color: var(--muted); }
pre { background: var(--panel); padding: 10px 12px; overflow: auto; max-height: 420px; font-size: 12px; white-space: pre-wrap; }
ins { background: var(--added); text-decoration: none; } del { background: var(--removed); }
svg { width: 100%; max-width: 760px; height: auto; font-size: 14px; fill: var(--text); }
svg line { stroke-width: 4; stroke-linecap: round; } svg .grid { stroke: var(--line); stroke-width: 1; }
svg .tick { fill: var(--muted); font-size: 12px; }
svg line.a { stroke: var(--a); } svg circle.a { fill: var(--a); } svg line.b { stroke: var(--b); } svg circle.b { fill: var(--b); }
svg line.across { stroke: var(--text); } svg circle.across { fill: var(--text); }
@media print { :root { --text: #000; --muted: #444; --line: #bbb; --page: #fff; --panel: #fff; --a: #1f4fa0; --b: #8a4500; }
  main { max-width: none; padding: 0; } section { break-inside: avoid-page; } .scroll { overflow: visible; }
  details { display: none; } body { font-size: 11px; } table { font-size: 10px; } }
`;
