import { afterEach, expect, it } from 'vitest';
import { createMatrix } from './matrix.ts';
import type { MatrixKernel } from './matrix-kernel.ts';
import { createOnnxKernel } from './onnx-kernel.ts';
import { createRandom } from './random.ts';
import type { ThreadedKernel } from './threaded-kernel.ts';
import { createThreadedKernel } from './threaded-kernel.ts';
import { topP } from './top-p.ts';
import { typedArrayKernel } from './typed-array-kernel.ts';

const opened: ThreadedKernel[] = [];
afterEach(async () => {
  for (const kernel of opened.splice(0)) await kernel.end();
});

/** Blocks of this size go to threads, so that a test needs few numbers. */
const small = (kernel: MatrixKernel): MatrixKernel => ({ ...kernel, multiplicationsPerBlock: 10_000 });

/** The kernel, and how many blocks it computed on the calling thread. */
function count(kernel: MatrixKernel) {
  const counted = {
    here: 0,
    kernel: {
      ...small(kernel),
      topColumns(...work: Parameters<MatrixKernel['topColumns']>) {
        counted.here++;
        return kernel.topColumns(...work);
      },
    } satisfies MatrixKernel,
  };
  return counted;
}

function open(...made: Parameters<typeof createThreadedKernel>): ThreadedKernel {
  const kernel = createThreadedKernel(...made);
  opened.push(kernel);
  return kernel;
}

function draw(rows: number, columns: number, seed: number) {
  const matrix = createMatrix(rows, columns);
  const random = createRandom(seed);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal();
  return matrix;
}

const x = draw(200, 12, 1);
const c = draw(40, 12, 2);
const bias = draw(1, 40, 3).data;

it('finds the same on threads as on the calling thread, in blocks and for chosen rows', async () => {
  const direct = count(typedArrayKernel);
  const kernel = open(direct.kernel);
  await kernel.start();
  for (const options of [{}, { blockColumns: 20 }, { rows: Int32Array.from({ length: 150 }, (_, i) => 199 - i) }]) {
    expect(await topP(x, c, bias, 3, { kernel, ...options })).toEqual(
      await topP(x, c, bias, 3, { kernel: typedArrayKernel, ...options }),
    );
  }
  // The last block of 15 rows and those with half the columns are too small for a thread; all others went there.
  expect(direct.here).toBeLessThan(12);
  expect(await kernel.score({ x: x.data, c: c.data, bias, m: 200, k: 40, d: 12 })).toEqual(
    await typedArrayKernel.score({ x: x.data, c: c.data, bias, m: 200, k: 40, d: 12 }),
  );
});

it('computes the same with onnxruntime, where it is installed, on a thread', async () => {
  const native = (await createOnnxKernel()) ?? { kernel: typedArrayKernel, parts: undefined };
  const kernel = open(small(native.kernel), native.parts);
  await kernel.start();
  expect(kernel.blocksAhead!({ m: 20, k: 40, d: 12 })).toBeGreaterThan(0);
  expect(await topP(x, c, bias, 3, { kernel })).toEqual(await topP(x, c, bias, 3, { kernel: native.kernel }));
});

it('computes on the calling thread what an ended thread leaves', async () => {
  const direct = count(typedArrayKernel);
  const kernel = open(direct.kernel);
  await kernel.start();
  const found = topP(x, c, bias, 3, { kernel, blockRows: 40 });
  await kernel.end();
  expect(await found).toEqual(await topP(x, c, bias, 3, { kernel: typedArrayKernel }));
  expect(direct.here).toBeGreaterThan(0);
});

it('computes on the calling thread where a thread cannot load what it needs', async () => {
  const direct = count(typedArrayKernel);
  const nothing = new Uint8Array();
  const kernel = open(direct.kernel, {
    file: '/nowhere/onnxruntime.js',
    scoreModel: nothing,
    topColumnsModel: nothing,
  });
  await kernel.start();
  expect(await topP(x, c, bias, 3, { kernel, blockRows: 40 })).toEqual(
    await topP(x, c, bias, 3, { kernel: typedArrayKernel }),
  );
  expect(direct.here).toBe(5);
});

it('passes on what goes wrong in a thread', async () => {
  const kernel = open(small(typedArrayKernel));
  await kernel.start();
  const tooLong = { x: x.data, c: c.data, bias, m: 2 ** 31, k: 40, d: 12 };
  await expect(kernel.score(tooLong)).rejects.toThrow(RangeError);
});

it('stops between blocks when it is aborted', async () => {
  const kernel = open(small(typedArrayKernel));
  await kernel.start();
  const controller = new AbortController();
  const onProgress = (): void => controller.abort(new Error('enough'));
  const found = topP(x, c, bias, 3, { kernel, blockRows: 40, signal: controller.signal, onProgress });
  await expect(found).rejects.toThrow('enough');
});
