/** A part of the comparison page; `slot` names its place in `ComparePage.vue`. */
export interface ComparisonTab {
  value: string;
  label: string;
  slot: string;
}

/** In the order in which they are read: the verdict, why, where, for which conversations. `value` is in the address. */
const tabs = [
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

export const comparisonTabs: ComparisonTab[] = tabs.map((tab) => ({ ...tab, slot: tab.value }));

/** The tab of an address; the verdict for one that is not known. */
export function readTab(value: string): string {
  return comparisonTabs.some((tab) => tab.value === value) ? value : 'verdict';
}
