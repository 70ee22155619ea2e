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
import { countWords } from '../count-words.ts';
import { splitSentences } from './split-sentences.ts';

export const DEFAULT_WORDS: WordRange = { min: 20, max: 25 };
const DEFAULT_OPENINGS = ['User needs help with', 'User is asking about'];
const MAX_FEATURE_WORDS = 7;
const MAX_FEATURES = 3;

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

  continuations.push(...answerDetails(reading));
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
  for (const { text, score } of others.slice(0, 3)) {
    if (score < 0) continue;
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

function answerDetails({ assistantTurns }: ConversationReading): Continuation[] {
  return assistantTurns
    .slice(0, 3)
    .flatMap((turn) =>
      splitSentences(turn)
        .filter((sentence) => countWords(sentence) >= 5)
        .slice(0, 2),
    )
    .map((text, i) => ({ lead: i === 0 ? ', answered with ' : ' and ', text, isQuoted: true }));
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
