// A made-up log of any size through the whole pipeline with the local models: time and memory of every step, and how
// both grow from one size to the next.
//
//   pnpm bench scale                               10,000 and 100,000 conversations, each in a process of its own
//   pnpm bench scale --n 10000 --store folder      results on disk instead of in memory
//   pnpm bench scale --n 10000 --serve             in a started server, asked all the time (needs pnpm build)
//   pnpm bench scale --json
import { parseArgs } from 'node:util';
import { measureSteps } from './scale/measure-steps.ts';
import { printScale } from './scale/print-scale.ts';
import { startMeasurement } from './scale/start-measurement.ts';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '10000,100000' },
    store: { type: 'string', default: 'memory' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
    rate: { type: 'string', default: '10' },
    /** Set for the process that measures one size. */
    measure: { type: 'boolean', default: false },
  },
});
const sizes = values.n.split(',').map(Number);
const store = values.store === 'folder' ? 'folder' : 'memory';
const seed = Number(values.seed);

if (values.measure) {
  process.stdout.write(`${JSON.stringify(await measureSteps({ n: sizes[0], store, seed }))}\n`);
} else if (values.serve) {
  const { measureService } = await import('./scale/measure-service.ts');
  const { printService } = await import('./scale/print-service.ts');
  for (const n of sizes) printService(await measureService({ n, seed, rate: Number(values.rate) }), values);
} else {
  const measurements = [];
  for (const n of sizes) measurements.push(await startMeasurement({ n, store, seed }));
  printScale(measurements, values);
}
