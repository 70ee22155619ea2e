import type { TestServer } from './start-test-server.ts';
import { watchRun } from './start-runs.ts';
import { DEVICE_GLOSSARY, writeCrossedConversations } from './write-crossed-conversations.ts';

/** Two runs over 60 conversations: the summaries of B name the device as well, so most of them are longer. */
export async function startJudgedRuns(server: TestServer): Promise<{ a: string; b: string }> {
  const { importConversations } = await server.query<{ importConversations: { dataset: { id: string } } }>(
    'mutation ($input: ImportConversationsInput!) { importConversations(input: $input) { dataset { id } } }',
    { input: { datasetName: 'judged', content: writeCrossedConversations(60), goldLabelKey: 'intent' } },
  );
  const start = async (name: string, definition: object): Promise<string> => {
    const { createSummaryModel } = await server.query<{ createSummaryModel: { id: string } }>(
      'mutation ($input: CreateSummaryModelInput!) { createSummaryModel(input: $input) { id } }',
      { input: { name, definition: { kind: 'extractive', ...definition } } },
    );
    const { startRun } = await server.query<{ startRun: { id: string } }>(
      'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }',
      { input: { datasetId: importConversations.dataset.id, summaryModelVersionId: createSummaryModel.id } },
    );
    await watchRun(server, startRun.id);
    return startRun.id;
  };
  const a = await start('plain', {});
  return { a, b: await start('devices', { glossary: DEVICE_GLOSSARY, openings: ['The user asks about'] }) };
}

interface Share {
  value: number;
  low: number;
  high: number;
  count: number;
}

/** A session as the tests look at it. */
export interface JudgedState {
  id: string;
  status: string;
  error: string | null;
  judgeName: string;
  isRevealed: boolean;
  remarks: string[];
  total: number;
  doneQuestions: number;
  totalQuestions: number;
  failedQuestions: number;
  usage: { calls: number; cachedCalls: number; attempts: number; costDollars: number };
  preference: {
    pairCount: number;
    winCountA: number;
    winCountB: number;
    tieCount: number;
    orderDependentCount: number;
    winRate: Share;
    verdict: string;
    sentence: string;
    positionBias: { firstShare: Share; towardsFirst: number; isBiased: boolean };
  } | null;
  namingTest: {
    a: NamingState;
    b: NamingState;
    difference: Share & { pValue: number };
    verdict: string;
    remarks: string[];
  } | null;
  nextPair: { item: number; first: string; second: string; messages: { content: string }[] } | null;
}

interface NamingState {
  accuracy: Share;
  topicCount: number;
  chance: number;
  majority: number;
  depth: number;
  confusions: { expected: { name: string }; chosen: { name: string }; count: number }[];
}

const SHARE = '{ value low high count }';
const NAMING = `{ accuracy ${SHARE} topicCount chance majority depth confusions { expected { name } chosen { name } count } }`;
const SESSION = `id status error judgeName isRevealed remarks total doneQuestions totalQuestions failedQuestions
  usage { calls cachedCalls attempts costDollars }
  preference { pairCount winCountA winCountB tieCount orderDependentCount winRate ${SHARE} verdict sentence
    positionBias { firstShare ${SHARE} towardsFirst isBiased } }
  namingTest { a ${NAMING} b ${NAMING} difference { value low high count pValue } verdict remarks }
  nextPair { item first second messages { content } }`;

export type JudgingMutation =
  | 'startJudging'
  | 'startPersonJudging'
  | 'startNamingTest'
  | 'recordJudgement'
  | 'undoJudgement'
  | 'revealJudging'
  | 'cancelJudging'
  | 'resumeJudging'
  | 'retryJudging';

const ARGUMENTS: Partial<Record<JudgingMutation, [string, string]>> = {
  startJudging: ['$input: StartJudgingInput!', 'input: $input'],
  startPersonJudging: ['$input: StartPersonJudgingInput!', 'input: $input'],
  startNamingTest: ['$input: StartNamingTestInput!', 'input: $input'],
  recordJudgement: ['$input: RecordJudgementInput!', 'input: $input'],
  resumeJudging: ['$id: ID!, $budgetDollars: Float', 'id: $id, budgetDollars: $budgetDollars'],
};

/** The text of a mutation that gives a session back. */
export function writeMutation(name: JudgingMutation): string {
  const [declared, passed] = ARGUMENTS[name] ?? ['$id: ID!', 'id: $id'];
  return `mutation (${declared}) { ${name}(${passed}) { ${SESSION} } }`;
}

export async function mutate(server: TestServer, name: JudgingMutation, variables: object): Promise<JudgedState> {
  return (await server.query<Record<string, JudgedState>>(writeMutation(name), variables))[name]!;
}

export async function readSession(server: TestServer, id: string): Promise<JudgedState> {
  const text = `query ($id: ID!) { judgementSession(id: $id) { ${SESSION} } }`;
  return (await server.query<{ judgementSession: JudgedState }>(text, { id })).judgementSession;
}

/** Waits until a session has ended or paused. */
export async function settleSession(server: TestServer, id: string): Promise<JudgedState> {
  const text = 'subscription ($id: ID!) { judgingProgress(id: $id) { status doneQuestions } }';
  for await (const _ of server.subscribe(text, { id }));
  return readSession(server, id);
}

interface Page {
  judgementSession: {
    judgements: {
      totalCount: number;
      pageInfo: { endCursor: string };
      edges: {
        node: {
          item: number;
          outcome: string;
          summaryA: string;
          summaryB: string;
          conversation: { chatId: string };
          answers: { side: string; preferred: string | null; reason: string | null; isFailed: boolean }[];
        };
      }[];
    };
  };
}

/** A page of what a judge said of each conversation. @param rest - the connection's arguments. */
export async function readJudgements(
  server: TestServer,
  id: string,
  rest = 'first: 100',
): Promise<Page['judgementSession']['judgements']> {
  const text = `query ($id: ID!) { judgementSession(id: $id) { judgements(${rest}) { totalCount pageInfo { endCursor }
    edges { node { item outcome summaryA summaryB conversation { chatId } answers { side preferred reason isFailed } } } } } }`;
  return (await server.query<Page>(text, { id })).judgementSession.judgements;
}

/** Answers every pair of a person's session: prefers the longer summary, as the test server's model does. */
export async function answerAll(server: TestServer, session: JudgedState): Promise<JudgedState> {
  let current = session;
  while (current.nextPair !== null) {
    const { item, first, second } = current.nextPair;
    const choice = first.length === second.length ? 'TIE' : first.length > second.length ? 'FIRST' : 'SECOND';
    current = await mutate(server, 'recordJudgement', { input: { id: session.id, item, choice } });
  }
  return current;
}

interface JudgedComparison {
  judgementSessions: {
    id: string;
    runAId: string;
    preference: { winCountA: number; winCountB: number; verdict: string } | null;
  }[];
  judgeAgreements: { totalCount: number; edges: { node: { count: number; agreed: { value: number } } }[] };
}

/** What judges say of two runs. */
export async function readComparison(server: TestServer, runs: { a: string; b: string }): Promise<JudgedComparison> {
  const text = `query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) {
    judgementSessions { id runAId preference { winCountA winCountB verdict } }
    judgeAgreements { totalCount edges { node { one { judgeName } other { judgeName } count agreed { value } sentence } } } } }`;
  return (await server.query<{ compareRuns: JudgedComparison }>(text, runs)).compareRuns;
}
