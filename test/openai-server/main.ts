import { parseArgs } from 'node:util';
import { FAULT_KINDS } from './fault.ts';
import type { FaultKind } from './fault.ts';
import { startOpenAIServer } from './openai-server.ts';

const USAGE = `Usage: npx tsx test/openai-server/main.ts [options]
  --port N           port on 127.0.0.1 (8080)
  --latency MS       wait before every answer (0)
  --fault-rate R     share of requests that go wrong, 0 to 1 (0)
  --faults A,B       which faults (all): ${FAULT_KINDS.join(', ')}
  --seed N           of the choice of faults (1)
  --no-json-schema   refuse json_schema, as older servers do
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8080' },
    latency: { type: 'string', default: '0' },
    'fault-rate': { type: 'string', default: '0' },
    faults: { type: 'string', default: FAULT_KINDS.join(',') },
    seed: { type: 'string', default: '1' },
    'no-json-schema': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const kinds = values.faults.split(',');
const unknown = kinds.filter((kind) => !FAULT_KINDS.includes(kind as FaultKind));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) process.stderr.write(`Unknown fault: ${unknown.join(', ')}\n`);
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}

const server = await startOpenAIServer({
  port: Number(values.port),
  latencyMs: Number(values.latency),
  faults: { rate: Number(values['fault-rate']), kinds: kinds as FaultKind[], seed: Number(values.seed) },
  supports: { jsonSchema: !values['no-json-schema'] },
});
process.stdout.write(`OpenAI-compatible test server at ${server.url} (stop with Ctrl-C)\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.stdout.write(`${JSON.stringify(server.calls())}\n`);
    void server.close();
  });
}
