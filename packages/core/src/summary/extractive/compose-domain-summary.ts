import type { WordRange } from '../summary-form.ts';
import type { ExtractiveDefinition } from '../summary-model-definition.ts';
import { composeWithin } from './compose-within.ts';
import type { Continuation } from './compose-within.ts';
import { describeRetrieved } from './describe-retrieved.ts';
import type { RankedFeature } from './rank-features.ts';
import type { ConversationReading } from './read-conversation.ts';
import { readGoal } from './read-goal.ts';
import type { RequestSentence } from './select-request.ts';
import { toThirdPerson } from './to-third-person.ts';
import { toSingular } from '../../text/to-singular.ts';
import { isBoilerplate } from './boilerplate.ts';
import { contentWords } from './content-words.ts';
import { countWords } from '../count-words.ts';
import { splitSentences } from './split-sentences.ts';

export const DEFAULT_WORDS: WordRange = { min: 20, max: 25 };
const DEFAULT_OPENINGS = ['User needs help with', 'User is asking about'];
const MAX_FEATURE_WORDS = 7;
const MAX_FEATURES = 3;
/** The user's further sentences that may follow the request: what they said comes before what was said to them. */
const MAX_USER_DETAILS = 5;
const LEAST_DETAIL_SCORE = -1;
const MAX_ANSWERS = 3;
const MAX_ANSWER_SENTENCES = 2;
const LEAST_ANSWER_WORDS = 5;

export interface DomainSummaryInput {
  reading: ConversationReading;
  ranked: readonly RequestSentence[];
  features: readonly RankedFeature[];
  /** The conversation's natural language, or null if it could not be told. */
  language: string | null;
}

/**
 * Words a summary in one of two patterns: "User needs help with [feature] to [goal], specifically [detail]." for a
 * clear goal, "User is asking about [feature] in the context of [matter]." for anything else.
 *
 * Openings of the definition take the place of those two, in that order.
 */
export function composeDomainSummary(
  { reading, ranked, features, language }: DomainSummaryInput,
  { words, openings }: Pick<ExtractiveDefinition, 'words' | 'openings'>,
): string {
  const range = words ?? DEFAULT_WORDS;
  const [goalOpening, generalOpening = goalOpening] = openings.length > 0 ? openings : DEFAULT_OPENINGS;
  // A word alone ("Bug?") says nothing in a sentence of its own.
  const main = ranked.find(({ text }) => countWords(text) > 1) ?? ranked[0];
  const request = main?.text ?? '';
  const feature = nameFeatures(features);
  const continuations = [
    ...userDetails(
      reading,
      ranked.filter((sentence) => sentence !== main),
      language,
    ),
    ...documentDetails(reading, request),
  ];

  continuations.push(...answerDetails(reading, features, request));
  if (request === '') {
    return composeWithin(
      range,
      `${generalOpening} ${feature ?? 'something that they did not put in words'}`,
      continuations,
    );
  }

  const isEnglish = language === 'english' || (language === null && /^[\p{ASCII}’“”–—…]*$/u.test(request));
  const goal = isEnglish ? readGoal(request) : { kind: 'question' as const, text: request };
  switch (goal.kind) {
    case 'action':
      return composeWithin(
        range,
        `${goalOpening} ${feature === null ? 'how' : feature} to ${goal.text}`,
        continuations,
      );
    case 'problem':
      return composeWithin(
        range,
        `${goalOpening} ${feature === null ? 'a problem' : `${feature} to resolve a problem`}`,
        [{ lead: ', specifically that ', text: goal.text, isQuoted: false }, ...continuations.map(followOn)],
      );
    case 'matter':
      if (feature === null) return composeWithin(range, `${generalOpening} ${goal.text}`, continuations);
      if (saysTheSame(feature, goal.text)) return composeWithin(range, `${generalOpening} ${feature}`, continuations);
      return composeWithin(range, `${generalOpening} ${feature} in the context of ${goal.text}`, continuations);
    case 'question':
      return composeWithin(range, feature === null ? generalOpening : `${generalOpening} ${feature}`, [
        { lead: feature === null ? ' ' : ' in the context of ', text: goal.text, isQuoted: true },
        ...continuations,
      ]);
  }
}

/** As many of the most important features as fit: "Segments, Targeting rules and Webhooks". */
function nameFeatures(features: readonly RankedFeature[]): string | null {
  const fromUser = features.filter(({ isFromUser }) => isFromUser);
  // What only the documents name is a guess; one guess is enough.
  const candidates = fromUser.length > 0 ? fromUser.slice(0, MAX_FEATURES) : features.slice(0, 1);
  const names: string[] = [];
  for (const { name } of candidates) {
    if (names.length > 0 && countWords([...names, name].join(' ')) > MAX_FEATURE_WORDS) break;
    names.push(name);
  }
  if (names.length === 0) return null;
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function userDetails(
  reading: ConversationReading,
  others: readonly RequestSentence[],
  language: string | null,
): Continuation[] {
  const details: Continuation[] = reading.errors
    .slice(0, 1)
    .map((error) => ({ lead: ', specifically ', text: error, isQuoted: true }));
  for (const { text, score } of others.slice(0, MAX_USER_DETAILS)) {
    if (score < LEAST_DETAIL_SCORE) continue;
    const isStatement =
      language === 'english' && !/[?:]/.test(text) && /^(?:I|We|My|Our|It|The|This|There)\b/.test(text);
    details.push(
      isStatement
        ? {
            lead: details.length === 0 ? ', specifically that ' : ', and that ',
            text: lowerFirst(toThirdPerson(text)),
            isQuoted: false,
          }
        : { lead: details.length === 0 ? ', specifically ' : ' and ', text, isQuoted: true },
    );
  }
  return details;
}

function documentDetails({ retrieved }: ConversationReading, request: string): Continuation[] {
  return describeRetrieved(retrieved, request).map((text, i) => ({
    lead: i === 0 ? ', specifically ' : ' and ',
    text,
    isQuoted: true,
  }));
}

/** What the answers say of the matter: sentences that share words with the request. The rest is said to everyone;
 * it counts only where the user asked nothing in words. */
function answerDetails(
  { assistantTurns, userTurns }: ConversationReading,
  features: readonly RankedFeature[],
  request: string,
): Continuation[] {
  const asked = new Set(contentWords([...userTurns, ...features.map(({ name }) => name)].join('\n')).map(toSingular));
  return assistantTurns
    .slice(0, MAX_ANSWERS)
    .flatMap(splitSentences)
    .filter((sentence) => countWords(sentence) >= LEAST_ANSWER_WORDS && !isBoilerplate(sentence))
    .map((text) => ({
      text,
      shared: new Set(
        contentWords(text)
          .map(toSingular)
          .filter((word) => asked.has(word)),
      ).size,
    }))
    .filter(({ shared }) => shared > 0 || request === '')
    .sort((one, other) => other.shared - one.shared)
    .slice(0, MAX_ANSWER_SENTENCES)
    .map(({ text }, i) => ({ lead: i === 0 ? ', answered with ' : ' and ', text, isQuoted: true }));
}

/** A second "specifically" in one sentence reads badly. */
function followOn(continuation: Continuation): Continuation {
  return { ...continuation, lead: continuation.lead.replace(', specifically ', ', and ') };
}

function saysTheSame(feature: string, matter: string): boolean {
  return lettersOf(feature) === lettersOf(matter);
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/s$/, '');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
