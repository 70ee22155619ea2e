import { summary } from '../db/schema.ts';

/** The columns of a summary that its model filled, as core's `Summary` without the chat id. */
export const SUMMARY_COLUMNS = {
  summary: summary.summary,
  request: summary.request,
  topic: summary.topic,
  languages: summary.languages,
  task: summary.task,
  concerningScore: summary.concerningScore,
  userFrustration: summary.userFrustration,
  assistantErrors: summary.assistantErrors,
  fields: summary.fields,
  cut: summary.cut,
};
