import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import { startOpenAIServer } from '../openai-server/openai-server.ts';
import type { OpenAIServer } from '../openai-server/openai-server.ts';
import { mutate, settleSession, startJudgedRuns, writeMutation } from './setup/judged-runs.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

describe('a naming test without a key', () => {
  let server: TestServer;
  let worker: Worker;
  let runs: { a: string; b: string };

  beforeAll(async () => {
    const workspace = await openTestWorkspace();
    server = await startTestServer(workspace);
    worker = await startWorker(workspace, createLogger('silent'), () => undefined);
    runs = await startJudgedRuns(server);
  });
  afterAll(() => worker.stop());

  it('is done by similarity of words, says so, and gives accuracy beside chance and the largest cluster', async () => {
    const { id } = await mutate(server, 'startNamingTest', { input: { ...runs, count: 40 } });
    const tested = await settleSession(server, id);
    expect(tested).toMatchObject({ status: 'COMPLETED', judgeName: 'local/lsa', total: 40, usage: { calls: 0 } });
    expect(tested.remarks[0]).toContain('No language model judged');
    expect(tested.remarks.join(' ')).toContain("A's names come from the keywords of all members");
    const { a, b, difference } = tested.namingTest!;
    for (const { accuracy, chance, topicCount, majority, depth } of [a, b]) {
      expect(accuracy.low).toBeGreaterThan(chance);
      expect(accuracy.low).toBeLessThan(accuracy.value);
      expect(chance).toBeCloseTo(1 / topicCount, 12);
      expect(majority).toBeGreaterThan(0);
      expect(depth).toBe(0);
    }
    expect(difference.count).toBe(40);
    const again = await mutate(server, 'startNamingTest', { input: { ...runs, count: 40 } });
    expect(again.id).toBe(id);
    expect(again.namingTest).toEqual(tested.namingTest);
  });

  it('takes the deepest level with at most 30 names when asked to', async () => {
    const { id } = await mutate(server, 'startNamingTest', { input: { ...runs, count: 10, level: 'FINEST' } });
    const { namingTest } = await settleSession(server, id);
    for (const { topicCount } of [namingTest!.a, namingTest!.b]) expect(topicCount).toBeLessThanOrEqual(30);
    const roots = await mutate(server, 'startNamingTest', { input: { ...runs, count: 10 } });
    expect(namingTest!.a.topicCount).toBeGreaterThanOrEqual(roots.namingTest!.a.topicCount);
  });

  it('tells what a language model needs, for names and for summaries', async () => {
    const naming = await server.send(writeMutation('startNamingTest'), { input: { ...runs, judge: 'MODEL' } });
    const pairs = await server.send(writeMutation('startJudging'), { input: runs });
    for (const { errors } of [naming, pairs]) {
      expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
      expect(errors![0]!.message).toContain('OPENAI_API_KEY, or OPENAI_BASE_URL');
    }
    const person = await mutate(server, 'startPersonJudging', { input: { ...runs, count: 3 } });
    expect(person.nextPair).not.toBeNull();
  });
});

describe('a naming test by a language model', () => {
  let openai: OpenAIServer;
  let server: TestServer;
  let worker: Worker;
  let runs: { a: string; b: string };

  beforeAll(async () => {
    openai = await startOpenAIServer();
    const workspace = await openTestWorkspace(
      {},
      { apiKey: 'sk-any', baseURL: openai.url, client: { concurrency: 8, retries: 0, baseDelayMs: 1 } },
    );
    server = await startTestServer(workspace);
    worker = await startWorker(workspace, createLogger('silent'), () => undefined);
    runs = await startJudgedRuns(server);
  });
  afterAll(async () => {
    await worker.stop();
    await openai.close();
  });

  it('asks once a conversation and run, and shows the names in an order that says nothing of their sizes', async () => {
    const { id } = await mutate(server, 'startNamingTest', { input: { ...runs, count: 15, judge: 'MODEL' } });
    const tested = await settleSession(server, id);
    expect(tested).toMatchObject({ status: 'COMPLETED', judgeName: 'openai/gpt-4o-mini', totalQuestions: 30 });
    expect(openai.calls()).toMatchObject({ chat: 30, repeated: 0 });
    expect(tested.namingTest!.a.accuracy.count).toBe(15);
    const [body] = openai.chatBodies;
    const listed = [...body!.messages.at(-1)!.content.matchAll(/^- \d+\. ([^:]+):/gm)].map(([, name]) => name!);
    expect(listed).toHaveLength(tested.namingTest!.a.topicCount);
    expect(listed).toEqual(listed.toSorted());
  });
});
