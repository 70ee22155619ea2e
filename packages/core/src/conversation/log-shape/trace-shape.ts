import type { Message } from '../conversation.ts';
import { readAnswer, readQuestion } from './exchange.ts';
import type { LogShape } from './log-shape.ts';
import { isObject } from '../row-field.ts';
import { collectMetadata, findId, findTime, findValue, isConversationId, parseIfJson } from './row-keys.ts';

/** A trace with its input and output, as Langfuse and LangSmith export them. */
export const traceShape: LogShape = {
  name: 'traces with input and output',
  matches: (row) => findValue(row, ['input', 'inputs']) !== null && row.instruction === undefined,
  read: (row) => {
    const input = findValue(row, ['input', 'inputs']) ?? { key: 'input', value: null };
    const output = findValue(row, ['output', 'outputs']);
    const id = findId(row, ['id', 'trace_id', 'run_id', 'uuid', 'conversation_id']);
    const time = findTime(row);
    const question = readQuestion(input.value, input.key);
    const answer = output === null ? [] : readAnswer(output.value, output.key);
    return {
      id: id?.id ?? null,
      isRequestId: !isConversationId(id),
      isPart: false,
      createdAt: time.createdAt,
      messages: repeats(answer, question) ? answer : [...question, ...answer],
      metadata: collectMetadata({ ...row, metadata: joinMetadata(row) }, [id?.key, time.key, input.key, output?.key]),
    };
  },
};

/** LangSmith keeps what its users tag a trace with under `extra`. */
function joinMetadata(row: Record<string, unknown>): Record<string, unknown> {
  const extra = parseIfJson(row.extra);
  const [tagged, own] = [isObject(extra) ? parseIfJson(extra.metadata) : null, parseIfJson(row.metadata)];
  return { ...(isObject(tagged) ? tagged : {}), ...(isObject(own) ? own : {}) };
}

/** Whether an output holds the whole conversation again, as graphs of agents log it. */
function repeats(answer: readonly Message[], question: readonly Message[]): boolean {
  return (
    question.length > 0 &&
    answer.length > question.length &&
    question.every(({ content }, index) => answer[index].content === content)
  );
}
