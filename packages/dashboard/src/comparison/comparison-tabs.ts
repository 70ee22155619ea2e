/** The tabs of two compared runs, in the order in which they are read: the verdict, why, where, for which conversations. */
export const comparisonTabs = [
  { value: 'verdict', label: 'Verdict' },
  { value: 'summaries', label: 'Summaries' },
  { value: 'judgement', label: 'Judgement' },
  { value: 'labels', label: 'Labels' },
  { value: 'matches', label: 'Matches' },
  { value: 'flows', label: 'Flows' },
  { value: 'stability', label: 'Stability' },
  { value: 'trees', label: 'Trees' },
  { value: 'maps', label: 'Maps' },
  { value: 'conversations', label: 'Conversations' },
];
