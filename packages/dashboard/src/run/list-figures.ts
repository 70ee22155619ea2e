import type { RunFiguresFragment } from '../graphql/generated/graphql.ts';
import { describeOutliers } from '../outlier/describe-outliers.ts';
import { formatCount, formatDecimal, formatShare } from '../ui/format-number.ts';

/** One number about a run, ready to show. */
export interface Figure {
  label: string;
  value: string;
  /** One sentence that says how the number comes about. */
  explanation: string;
}

function explainOutliers({ outlierCount }: RunFiguresFragment): string {
  if (outlierCount === null) {
    return 'The run was made without “Leave outliers out”, so every conversation is in a topic.';
  }
  return outlierCount === 1
    ? '1 conversation is too far from every topic to belong to one.'
    : `${formatCount(outlierCount)} conversations are too far from every topic to belong to one.`;
}

/** The numbers that describe a finished run; those that it does not have are left out. */
export function listFigures(run: RunFiguresFragment): Figure[] {
  const figures: Figure[] = [
    { label: 'Conversations', value: formatCount(run.conversationCount), explanation: 'Conversations the run covers.' },
  ];
  const { statistics } = run;
  if (!statistics) {
    return figures;
  }
  figures.push(
    { label: 'Roots', value: formatCount(statistics.rootCount), explanation: 'Topics at the top of the tree.' },
    { label: 'Leaves', value: formatCount(statistics.leafCount), explanation: 'Topics without topics below them.' },
    {
      label: 'Levels',
      value: formatCount(statistics.maxDepth + 1),
      explanation: 'Levels of the tree, roots and leaves included.',
    },
    {
      label: 'Largest root',
      value: formatShare(statistics.largestRootShare),
      explanation:
        'Share of the conversations in the tree that are in the largest root. Near 100 % the top says little.',
    },
    { label: 'Outliers', value: describeOutliers(run.outlierShare), explanation: explainOutliers(run) },
    {
      label: 'Words per summary',
      value: formatDecimal(statistics.meanSummaryWords, 1),
      explanation: 'Mean number of words in a summary.',
    },
  );
  if (statistics.wordRangeCompliance !== null) {
    figures.push({
      label: 'Within word range',
      value: formatShare(statistics.wordRangeCompliance),
      explanation: 'Share of summaries inside the word range that the summary model asks for.',
    });
  }
  if (statistics.goldAgreement) {
    const { leafAmi, rootAmi, labelCount } = statistics.goldAgreement;
    figures.push(
      {
        label: 'Gold AMI, leaves',
        value: formatDecimal(leafAmi, 3),
        explanation: `Adjusted mutual information of the leaves with the ${labelCount} gold labels: 1 is the same grouping, 0 is chance.`,
      },
      {
        label: 'Gold AMI, roots',
        value: formatDecimal(rootAmi, 3),
        explanation: `Adjusted mutual information of the roots with the ${labelCount} gold labels: 1 is the same grouping, 0 is chance.`,
      },
    );
  }
  return figures;
}
