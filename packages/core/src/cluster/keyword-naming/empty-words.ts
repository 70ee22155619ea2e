/** Verbs that say nothing about the topic. */
export const EMPTY_VERBS = words(
  'be do have need want help ask seek know get go let try make say tell think see look like wonder happen please ' +
    'request understand explain provide include specify describe discuss involve find use inquire seem appear assist ' +
    'believe guess hope realize realise notice',
);

/** Words that can stand in a noun phrase but name nothing. */
export const EMPTY_NOUNS = words(
  'user users somebody anybody nobody nothing person people difference idea point points guy guys folks colleague ' +
    'help information info guidance question questions thing things something anything everything way ways kind lot bit ' +
    'issue issues problem problems reason reasons example examples context workflow hi hello thanks anyone someone ' +
    'everyone today yesterday tomorrow night day days week weeks month hour hours minute ' +
    'assistant conversation one ones time times part case cases step steps detail details specific several various ' +
    'certain common same other own more most many less overall using including seeking asking ensuring having getting ' +
    'finding working making trying considering detailing wondering looking inquiring necessary possible able sure ' +
    'true false set rest couple need needs answer answers purpose use available current good bad right better easy quick',
);

/** States that say nothing of a thing. */
export const EMPTY_STATES = words(
  'possible able available sure necessary going trying used based called using having getting supposed allowed ' +
    'different same correct right good bad new old like well fine ok okay real really work made done related',
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
