import type { Conversation } from '../../conversation/conversation.ts';
import { dropBoilerplate } from './boilerplate.ts';
import { maskPersonalData } from './mask-personal-data.ts';
import { reduceMessage } from './reduce-message.ts';
import type { ReducedMessage } from './reduce-message.ts';
import { splitRetrieval } from './split-retrieval.ts';

/** A conversation as the extractive model reads it: masked, and what was said apart from what was retrieved. */
export interface ConversationReading {
  /** Prose of each user turn that has any. */
  userTurns: string[];
  /** Prose of each assistant turn, without courtesy. */
  assistantTurns: string[];
  /** What retrieval put beside the user's messages; empty if nothing. */
  retrieved: string;
  /** The same without code and markup. */
  retrievedProse: string;
  /** Errors that the user's messages name. */
  errors: string[];
  /** Labels of code fences, and all code, of the whole conversation. */
  codeLanguages: string[];
  code: string;
  /** The user's words before anything was taken out, masked. */
  rawUserText: string;
}

/** Pasted books are read up to here; a request does not stand behind them. */
const MAX_MESSAGE_LENGTH = 20_000;

export function readConversation({ messages }: Conversation): ConversationReading {
  const reading: ConversationReading = {
    userTurns: [],
    assistantTurns: [],
    retrieved: '',
    retrievedProse: '',
    errors: [],
    codeLanguages: [],
    code: '',
    rawUserText: '',
  };
  const retrieved: string[] = [];
  for (const { role, content } of messages) {
    if (role === 'assistant') {
      const reduced = reduceMessage(maskPersonalData(clip(content)));
      reading.assistantTurns.push(dropBoilerplate(reduced.prose));
      addCode(reading, reduced);
    } else if (role === 'user') {
      const parts = splitRetrieval(content);
      const query = maskPersonalData(clip(parts.query));
      const reduced = reduceMessage(query);
      if (parts.retrieved !== null) retrieved.push(maskPersonalData(parts.retrieved.slice(0, MAX_MESSAGE_LENGTH)));
      if (reduced.prose !== '') reading.userTurns.push(reduced.prose);
      reading.errors.push(...reduced.errors);
      addCode(reading, reduced);
      reading.rawUserText += `${query}\n`;
    }
  }
  reading.retrieved = retrieved.join('\n\n');
  const reduced = reduceMessage(reading.retrieved);
  reading.retrievedProse = reduced.prose;
  addCode(reading, reduced);
  return reading;
}

function addCode(reading: ConversationReading, { codeLanguages, code }: ReducedMessage): void {
  reading.codeLanguages.push(...codeLanguages);
  reading.code += `${code}\n`;
}

/** A long message keeps its head and its tail: people ask before or after what they paste. */
function clip(text: string): string {
  if (text.length <= MAX_MESSAGE_LENGTH) return text;
  return `${text.slice(0, MAX_MESSAGE_LENGTH * 0.75)}\n\n${text.slice(-MAX_MESSAGE_LENGTH * 0.25)}`;
}
