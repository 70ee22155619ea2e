import { createListLoader } from '../graphql/load-by-id.ts';
import type { JudgementRepository } from './judgement.repository.ts';

/** Loaders of one request. */
export function createJudgementLoaders(judgements: JudgementRepository) {
  return { questionsOfSession: createListLoader(judgements.listQuestions, (question) => question.sessionId) };
}
