/** Verbs that say nothing about the topic. */
export const EMPTY_VERBS = words(
  'be do have need want help ask seek know get go let try make say tell think see look like wonder happen please ' +
    'request understand explain provide include specify describe discuss involve find use inquire seem appear assist ' +
    'back believe guess hope realize realise notice come put keep take give show call sound mean matter turn happen start ' +
    'feel expect sit count stay become leave remain tend end begin allow require decide plan expect appreciate handle ' +
    'perform deal face experience encounter resolve',
);

/** Words that can stand in a noun phrase but name nothing. */
export const EMPTY_NOUNS = words(
  'user users rid somebody anybody nobody nothing person people difference idea point points guy guys folks colleague ' +
    'help information info guidance question questions thing things something anything everything way ways kind lot bit ' +
    'issue issues problem problems reason reasons example examples context workflow hi hello thanks anyone someone ' +
    'everyone today yesterday tomorrow night day days week weeks month hour hours minute ' +
    'assistant conversation one ones time times part case cases step steps detail details specific several various ' +
    'certain common same other own more most many less overall using including seeking asking ensuring having getting ' +
    'work works working show shows showing hit stay stays says go goes left place places side sides half back forth top up ups kinds type types sort sorts stuff ' +
    'fact chance case moment while second minutes seconds hour ago month months year years monday tuesday wednesday ' +
    'thursday friday saturday sunday weekend morning afternoon evening january february march april june july august ' +
    'september october november december lot lots idiot cross thanks regards sorry ' +
    'according finding working making trying considering detailing wondering looking inquiring necessary possible able sure ' +
    'true false set rest couple need needs answer answers purpose use available current good bad right better easy quick',
);

/** Those of the empty words that do say something where a cluster has them much more than the rest: "use card". */
export const MILD_VERBS = words('need use find');
export const MILD_NOUNS = words('information difference people');

/** States that say nothing of a thing. */
export const EMPTY_STATES = words(
  'possible able available sure necessary going trying used based called using having getting supposed allowed ' +
    'different same correct right good bad new old like well fine ok okay real really made done related',
);

/** What a thing fails to do without anybody knowing more. */
export const EMPTY_FAILURES = words(
  'be do have get go know want see let try come understand say tell think mean seem appear look use',
);

/** What says something in a phrase and nothing alone, verbs that stand where a noun could among them. */
const WEAK_ALONE = words(
  'accept access account activate add allow app apply ask attempt block cancel change check choose click clarify cost ' +
    'create data delete edit enter error fail fix handle hold item line link list load lose message mode name object ' +
    'open order page pay pending place process product project push put receive remove request reset result return ' +
    'run save screen select send service set setup start state status stop submit support switch system team test tool ' +
    'track transfer try turn unable update upload verify version wait work yes go left hit date data env init off on ' +
    'top bottom end side number amount date total permission function option feature value list look people',
);

/** Whether a single word, as it stands and as `toWordKey` gives it, is too little for a name. */
export function isWeakAlone({ surface, key }: { surface: string; key: string }): boolean {
  const word = surface.toLowerCase();
  if (/[- ]/.test(word)) return false;
  return WEAK_ALONE.has(key) || WEAK_ALONE.has(word) || EMPTY_VERBS.has(word) || EMPTY_NOUNS.has(word);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
