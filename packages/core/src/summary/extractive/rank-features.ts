import type { ConversationReading } from './read-conversation.ts';
import type { FeatureMatcher } from './find-features.ts';

/** A feature that a conversation names. */
export interface RankedFeature {
  name: string;
  /** True if the user named it; false if only the assistant or retrieved text did. */
  isFromUser: boolean;
}

const REQUEST_WEIGHT = 8;
const FIRST_TURN_WEIGHT = 4;
const LATER_TURN_WEIGHT = 2;
const RETRIEVED_WEIGHT = 0.5;
const RETRIEVED_HEAD_WEIGHT = 1.5;
const ASSISTANT_WEIGHT = 0.4;
/** Retrieved text and answers name things in passing; more mentions than this say no more. */
const MAX_PASSING_MENTIONS = 4;
/** A phrase of several words is a surer sign than one word. */
const PHRASE_FACTOR = 1.5;
const RETRIEVED_HEAD_LENGTH = 160;

/**
 * The features of a conversation, most important first: where they are named counts more than how often.
 *
 * What the user names always comes before what only the assistant or the retrieved text names.
 */
export function rankFeatures(matcher: FeatureMatcher, reading: ConversationReading, request: string): RankedFeature[] {
  const scores = new Map<string, { user: number; other: number; order: number }>();
  const add = (text: string, kind: 'user' | 'other', weight: number, limit = Infinity): void => {
    const counts = new Map<string, number>();
    for (const { name, wordCount } of matcher.findMentions(text)) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (count > limit) continue;
      const score = scores.get(name) ?? { user: 0, other: 0, order: scores.size };
      // A second mention in the same place says less than the first.
      score[kind] += (weight / count) * (wordCount > 1 ? PHRASE_FACTOR : 1);
      scores.set(name, score);
    }
  };
  add(request, 'user', REQUEST_WEIGHT);
  reading.userTurns.forEach((turn, i) => add(turn, 'user', i === 0 ? FIRST_TURN_WEIGHT : LATER_TURN_WEIGHT));
  for (const error of reading.errors) add(error, 'user', 1);
  add(reading.retrieved.slice(0, RETRIEVED_HEAD_LENGTH), 'other', RETRIEVED_HEAD_WEIGHT);
  add(reading.retrieved, 'other', RETRIEVED_WEIGHT, MAX_PASSING_MENTIONS);
  add(reading.assistantTurns.slice(0, 2).join('\n'), 'other', ASSISTANT_WEIGHT, MAX_PASSING_MENTIONS);

  return [...scores]
    .sort(
      ([, a], [, b]) =>
        Number(b.user > 0) - Number(a.user > 0) || b.user + b.other - (a.user + a.other) || a.order - b.order,
    )
    .map(([name, { user }]) => ({ name, isFromUser: user > 0 }));
}
