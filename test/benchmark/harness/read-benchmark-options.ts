import { parseArgs } from 'node:util';
import type { Peer } from './peer.ts';

/** What every benchmark with peers takes on the command line. */
export interface BenchmarkOptions {
  /** Sizes to measure: `--n 560,5000`. */
  sizes: number[];
  rounds: number;
  timeoutSeconds: number;
  json: boolean;
  /** Of a file to measure instead of made-up data: `--file points.f32 --columns 384`. */
  file: string | null;
  columns: number;
  seed: number;
  /** The peers whose names contain one of `--only a,b`; all without it. The first one stays, as the measure of the others. */
  choosePeers(peers: Peer[]): Peer[];
}

/** Reads `--n`, `--rounds`, `--timeout`, `--only`, `--json`, `--file`, `--columns` and `--seed`. */
export function readBenchmarkOptions({
  sizes,
  columns = 384,
}: {
  sizes: number[];
  columns?: number;
}): BenchmarkOptions {
  const { values } = parseArgs({
    options: {
      n: { type: 'string', default: sizes.join(',') },
      rounds: { type: 'string', default: '3' },
      timeout: { type: 'string', default: '900' },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      file: { type: 'string' },
      columns: { type: 'string', default: String(columns) },
      seed: { type: 'string', default: '1' },
    },
  });
  const wanted = values.only?.split(',') ?? [''];
  return {
    sizes: values.n.split(',').map(Number),
    rounds: Number(values.rounds),
    timeoutSeconds: Number(values.timeout),
    json: values.json,
    file: values.file ?? null,
    columns: Number(values.columns),
    seed: Number(values.seed),
    choosePeers: ([ours, ...others]) => [
      ours,
      ...others.filter(({ name }) => wanted.some((part) => name.toLowerCase().includes(part.toLowerCase()))),
    ],
  };
}
