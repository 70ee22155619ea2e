import type { AgreementSpread } from '../comparison-statistics.type.ts';
import type { ConfigurationDifference } from '../comparison.type.ts';
import type { ComparisonReport, ReportedChange } from './comparison-report.ts';
import { lastPart } from './format-report.ts';
import { escapeHtml as escape, formatDate, renderData, renderPage, renderRuns, renderTable } from './report-page.ts';
import { listMatchTables, listTables, titleVerdict } from './report-tables.ts';

/** A comparison as one HTML page that asks nothing of the network. */
export function renderReport(report: ComparisonReport): string {
  const { a, b, dataset, conversationCount, differences, warnings, noiseFloor, silhouette, gold } = report;
  const title = `${a.name} and ${b.name}`;
  const remarks = [...new Set([...noiseFloor.remarks, ...silhouette.a.remarks, ...silhouette.b.remarks])];
  const made = [
    `Understory ${report.understory}`,
    ...(report.comparedAt === null ? [] : [`compared on ${formatDate(report.comparedAt)}`]),
    `fingerprint ${report.fingerprint.slice(0, 16)}`,
  ].join(', ');
  return renderPage(
    title,
    `<header>
<p class="caption">Understory: comparison of two runs</p>
<h1><span class="a">A</span> ${escape(a.name)} <span class="b">B</span> ${escape(b.name)}</h1>
<p>${conversationCount} conversations of ${escape(dataset)}. A: ${escape(a.summaryModel)}. B: ${escape(b.summaryModel)}.</p>
<p class="note">${escape(made)}</p>
</header>
<section class="verdict">
<h2>${escape(titleVerdict(report))}</h2>
<p class="large">${escape(report.verdict)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Agreement against the noise floor">${drawSpreads(report)}</div>
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
${listMatchTables(report).map(renderTable).join('\n')}
<section>
<h2>The conversations that changed most</h2>
<p class="note">The change is the share of the two leaves’ conversations that they do not have in common.</p>
${report.changedConversations.map(renderChange).join('\n')}
</section>
${renderRuns([
  { letter: 'A', run: a },
  { letter: 'B', run: b },
])}
${renderData(report)}`,
  );
}

function renderChange({ chatId, change, summaryA, summaryB, pathA, pathB }: ReportedChange): string {
  const side = (letter: string, path: readonly string[], summary: string): string =>
    `<div><p class="path"><span class="${letter.toLowerCase()}">${letter}</span> ${escape(path.length === 0 ? 'in no cluster' : path.join(' / '))}</p><p>${escape(summary)}</p></div>`;
  return `<div class="pair"><p class="caption" style="grid-column:1/-1">${escape(chatId)}, change ${(100 * change).toFixed(0)} %</p>${side('A', pathA, summaryA)}${side('B', pathB, summaryB)}</div>`;
}

function renderDifference({ factor, sentence, detail }: ConfigurationDifference): string {
  const parts =
    detail === null
      ? ''
      : `<div class="diff" tabindex="0" role="region" aria-label="${escape(factor)}, word by word">${detail.parts
          .map(({ kind, text }) => {
            if (kind === 'SAME') return escape(text);
            const tag = kind === 'ADDED' ? 'ins' : 'del';
            return `<${tag}>${escape(text)}</${tag}>`;
          })
          .join('')}</div>`;
  return `<li><code>${escape(factor)}</code> ${escape(factor === 'summaryModel' ? sentence : lastPart(sentence))}${parts}</li>`;
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
