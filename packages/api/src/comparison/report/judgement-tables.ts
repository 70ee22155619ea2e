import type { Estimate } from '@understory/core';
import type { ReportedJudgeAgreement, ReportedJudging } from '../../judgement/report-judging.ts';
import type { ReportTable } from './report-tables.ts';

/** What of a report says what judges said. */
interface Judged {
  judgements: readonly ReportedJudging[];
  judgeAgreements: readonly ReportedJudgeAgreement[];
}

/** What judges said of the summaries and of the names; none where nobody was asked. */
export function tabulateJudgements(report: Judged): ReportTable[] {
  return [tabulatePreferences(report), tabulateNaming(report)];
}

function tabulatePreferences({ judgements, judgeAgreements }: Judged): ReportTable {
  const judged = judgements.flatMap(({ preference, ...judging }) => (preference ? [{ judging, preference }] : []));
  const agreements = judgeAgreements.map(({ one, other, sentence }) => `${one} and ${other}: ${sentence}`);
  return {
    title: 'Which summaries serve the purpose better, judged blind',
    note: [
      ...judged.flatMap(({ judging, preference: { sentence, remarks } }) => [
        `${nameJudge(judging)}, for the purpose “${judging.purpose}”: ${sentence}`,
        ...remarks,
      ]),
      ...agreements,
    ].join(' '),
    columns: [
      '',
      'pairs',
      'A',
      'B',
      'ties',
      'win rate of B',
      '95 % interval',
      'without ties',
      'p',
      'first shown chosen',
      'better',
    ],
    rows: judged.map(({ judging, preference }) => [
      nameJudge(judging),
      String(preference.count),
      String(preference.a),
      String(preference.b),
      String(preference.ties),
      percent(preference.winRate),
      interval(preference.winRate),
      percent(preference.winRateWithoutTies),
      probability(preference.pValue),
      percent(preference.positionBias.firstShare),
      preference.verdict === 'cannot-tell' ? '' : preference.verdict.toUpperCase(),
    ]),
    textColumns: [0, 10],
  };
}

function tabulateNaming({ judgements }: Judged): ReportTable {
  const tested = judgements.flatMap(({ namingTest, ...judging }) => (namingTest ? [{ judging, namingTest }] : []));
  return {
    title: 'How well names alone tell where a conversation belongs',
    note: tested
      .flatMap(({ judging, namingTest: { sentence, remarks } }) => [
        `${nameJudge(judging)}: ${sentence}`,
        ...remarks,
        ...judging.remarks,
      ])
      .join(' '),
    columns: ['', 'run', 'names', 'accuracy', '95 % interval', 'by chance', 'largest cluster', 'mistaken most'],
    rows: tested.flatMap(({ judging, namingTest }) =>
      (['a', 'b'] as const).map((side) => {
        const { accuracy, topicCount, chance, majority, confusions } = namingTest[side];
        const [worst] = confusions;
        return [
          `${nameJudge(judging)}, ${judging.level === 'finest' ? 'finest level' : 'roots'}`,
          side.toUpperCase(),
          String(topicCount),
          percent(accuracy),
          interval(accuracy),
          share(chance),
          majority === null ? '–' : share(majority),
          worst === undefined ? '' : `${worst.expected} → ${worst.chosen} (${worst.count})`,
        ];
      }),
    ),
    textColumns: [0, 1, 7],
  };
}

function nameJudge({ judge, judgeName }: Pick<ReportedJudging, 'judge' | 'judgeName'>): string {
  return judge === 'local' ? `${judgeName} (no language model)` : judgeName;
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function percent(estimate: Estimate | null): string {
  return estimate === null ? '–' : share(estimate.value);
}

function interval(estimate: Estimate | null): string {
  if (estimate === null || estimate.low === null || estimate.high === null) return '–';
  return `${share(estimate.low)} … ${share(estimate.high)}`;
}

function probability(value: number | null): string {
  if (value === null) return '–';
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}
