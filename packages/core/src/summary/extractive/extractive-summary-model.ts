import { fingerprint } from '../../checkpoint/fingerprint.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import { InvalidInputError } from '../../error/invalid-input-error.ts';
import type { ExtractiveDefinition } from '../summary-model-definition.ts';
import type { SummaryModel } from '../summary-model.ts';
import type { Summary } from '../summary.ts';
import { classifyTask } from './classify-task.ts';
import { composeDomainSummary } from './compose-domain-summary.ts';
import { composeGenericSummary } from './compose-generic-summary.ts';
import { detectLanguages, detectNaturalLanguage } from './detect-languages.ts';
import { findCorrections } from './find-corrections.ts';
import { createFeatureMatcher } from './find-features.ts';
import type { FeatureMatcher } from './find-features.ts';
import { findTopic } from './find-topic.ts';
import { rankFeatures } from './rank-features.ts';
import { rateConcern } from './rate-concern.ts';
import { rateFrustration } from './rate-frustration.ts';
import { readConversation } from './read-conversation.ts';
import { rankSentences } from './select-request.ts';
import { shorten } from './shorten.ts';

/** Raised when the same conversation would get another summary. */
const EXTRACTIVE_VERSION = 4;

const MAX_REQUEST_WORDS = 25;
const MAX_FEATURES = 5;

/**
 * Summarises without a language model: finds the sentence that carries the request, and with a glossary the features
 * it is about. Everything is taken from the conversation; personal data that has a form is masked.
 *
 * A facet is null where its words give no honest answer. With a glossary, `fields.features` holds the features named
 * by the user, or by the documents if the user named none, most important first. A conversation in which the user said
 * nothing is summarised from what the assistant said, and `fields.summarisedFrom` says so.
 */
export class ExtractiveSummaryModel implements SummaryModel {
  readonly provider = 'local';
  readonly modelId = 'extractive';
  readonly fingerprint: string;
  /** It computes in this thread: more at a time would gain nothing. */
  readonly concurrency = 1;
  private readonly definition: ExtractiveDefinition;
  private readonly matcher: FeatureMatcher | null;

  constructor(definition: ExtractiveDefinition) {
    this.definition = definition;
    this.fingerprint = fingerprint({ definition, version: EXTRACTIVE_VERSION });
    this.matcher = definition.glossary.length > 0 ? createFeatureMatcher(definition.glossary) : null;
  }

  async summarise(conversation: Conversation): Promise<Summary> {
    if (conversation.messages.length === 0) {
      throw new InvalidInputError(`Expected at least one message in conversation "${conversation.chatId}", got none.`);
    }
    const reading = readConversation(conversation);
    const ranked = rankSentences(reading.userTurns, [...reading.assistantTurns, reading.retrieved]);
    const request = ranked[0]?.text ?? null;
    const prose = reading.userTurns.join('\n');
    const language = detectNaturalLanguage(prose);
    const features = this.matcher === null ? [] : rankFeatures(this.matcher, reading, request ?? '');
    const named = features.filter(({ isFromUser }) => isFromUser);

    return {
      chatId: conversation.chatId,
      summary:
        this.matcher === null
          ? composeGenericSummary(reading, ranked, this.definition)
          : composeDomainSummary({ reading, ranked, features, language }, this.definition),
      request: request === null ? null : shorten(request, MAX_REQUEST_WORDS),
      topic: findTopic(reading.userTurns, [...reading.assistantTurns, reading.retrievedProse]),
      languages: detectLanguages(language, reading),
      task: request === null ? null : classifyTask(request),
      concerningScore: prose === '' ? null : rateConcern(prose, language),
      userFrustration: rateFrustration(reading.userTurns),
      assistantErrors: findCorrections(conversation),
      fields: {
        ...(this.matcher === null
          ? {}
          : {
              features: (named.length > 0 ? named : features.slice(0, 1))
                .slice(0, MAX_FEATURES)
                .map(({ name }) => name),
            }),
        ...(hasUserMessage(conversation) ? {} : { summarisedFrom: 'the assistant’s messages; the user said nothing' }),
      },
    };
  }
}

function hasUserMessage({ messages }: Conversation): boolean {
  return messages.some(({ role, content }) => role === 'user' && content.trim() !== '');
}
