/** How people begin a request in languages whose lists of stop words leave it out: "cómo puedo", "je voudrais". */
const ASKING_WORDS = new Set(
  (
    'cómo como dónde donde qué cuál cuándo puedo puede pueden quiero necesito quisiera hay hacer ' +
    'comment où quand pourquoi puis peux peut pouvez trouve voudrais veux dois faire depuis quel quelle ' +
    'wie wo wann warum wieso kann können könnte möchte will finde muss gibt bitte ' +
    'come dove perché posso può vorrei devo trovo fare però ' +
    'onde pode quero preciso gostaria fazer está ' +
    'hoe waar wanneer waarom kan kunnen wil moet vind binnen ' +
    'jak gdzie kiedy dlaczego mogę można chcę ' +
    'nasıl nerede neden istiyorum ' +
    'hur var när varför kan vill hvordan hvor hvorfor ' +
    'как где когда почему могу можно хочу нужно ' +
    'як де коли чому можу ' +
    'كيف أين متى لماذا هل يمكنني أريد يمكن ' +
    '如何 怎么 怎样 为什么 哪里 可以 需要 为 能 要 想 在哪里 怎么办 吗'
  ).split(' '),
);

/** @param word - in lower case. */
export function isAskingWord(word: string): boolean {
  return ASKING_WORDS.has(word);
}
