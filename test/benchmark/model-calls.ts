/**
 * How close the model client comes to the ideal: calls / concurrency × latency.
 *
 * node --import tsx --expose-gc test/benchmark/model-calls.ts [--calls 2000] [--concurrency 20] [--latency 200]
 *
 * With `--baseline`, the same number of requests by bare `fetch` first: what this machine gives at this moment.
 *
 * The server runs in a process of its own, as a real one would.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ModelClient } from '../../packages/core/src/model/model-client.ts';
import { OpenAIChatProvider } from '../../packages/core/src/model/openai/openai-chat-provider.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '2000' },
    concurrency: { type: 'string', default: '20' },
    latency: { type: 'string', default: '200' },
    port: { type: 'string', default: '18080' },
    baseline: { type: 'boolean', default: false },
  },
});
const calls = Number(values.calls);
const concurrency = Number(values.concurrency);
const latencyMs = Number(values.latency);

const serverPath = fileURLToPath(new URL('../openai-server/main.ts', import.meta.url));
const server = spawn(
  process.execPath,
  ['--import', 'tsx', serverPath, '--port', values.port, '--latency', values.latency],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
await once(server.stdout, 'data');

const client = new ModelClient({ concurrency });
const model = client.languageModel(
  new OpenAIChatProvider({ baseURL: `http://127.0.0.1:${values.port}/v1`, modelId: 'gpt-4o-mini' }),
  { step: 'summary' },
);
const schema = {
  type: 'object',
  properties: {
    summary: { type: 'string' },
    topic: { type: 'string' },
    userFrustration: { type: 'integer', minimum: 1, maximum: 5 },
  },
  required: ['summary', 'topic', 'userFrustration'],
  additionalProperties: false,
};
const turns = 'The panel shows no points although the run logged them; the metric is called val/loss. '.repeat(10);
const ask = (i: number): Promise<unknown> =>
  model.generateObject({ prompt: `Summarise conversation ${i}.\n${turns}`, schema, schemaName: 'summary' });

const idealMs = (calls / concurrency) * latencyMs;
const report = (name: string, elapsedMs: number): string =>
  `${name} ${(elapsedMs / 1000).toFixed(2)} s, ideal ${(idealMs / 1000).toFixed(2)} s, ratio ${(elapsedMs / idealMs).toFixed(3)}\n`;

if (values.baseline) {
  const fetchOne = async (i: number): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${values.port}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'bare', messages: [{ role: 'user', content: `Conversation ${i}.\n${turns}` }] }),
    });
    await response.json();
  };
  await fetchOne(-1);
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < calls) await fetchOne(next++);
    }),
  );
  process.stdout.write(report('bare fetch', performance.now() - startedAt));
}

// The first call opens the tokenizer and a connection: start-up, not throughput.
await ask(-1);
const heapMegabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};
const samples: number[] = [heapMegabytes()];
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
let done = 0;
await Promise.all(
  Array.from({ length: calls }, async (_, i) => {
    await ask(i);
    done++;
    if (done % Math.ceil(calls / 4) === 0) samples.push(heapMegabytes());
  }),
);
const elapsedMs = performance.now() - startedAt;
const cpu = process.cpuUsage(cpuBefore);
samples.push(heapMegabytes());

process.stdout.write(
  [
    `${calls} calls, concurrency ${concurrency}, latency ${latencyMs} ms`,
    report('time', elapsedMs).trimEnd(),
    `processor ${((cpu.user + cpu.system) / 1000 / calls).toFixed(2)} ms a call`,
    `heap ${samples.map((megabytes) => megabytes.toFixed(1)).join(' → ')} MB, resident ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
    '',
  ].join('\n'),
);
server.kill();
