import type { MessagePort } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { BlockSize, MatrixKernel, ScoreBlock, TopColumns } from './matrix-kernel.ts';
import type { OnnxKernelParts } from './onnx-kernel.ts';
import { buildOnnxKernel } from './onnx-kernel.ts';
import { writeTypedArrayKernel } from './typed-array-kernel.ts';

/** Asks for the p best columns, or all scores for null. */
interface Request extends BlockSize {
  id: number;
  p: number | null;
  x: Float32Array;
  /** The number under which the thread holds c and bias. */
  held: number;
  /** Left out where the thread has them. */
  columns?: Columns;
  /** Whether later blocks will name the same. */
  isHeld: boolean;
}

interface Release {
  release: number;
}

interface Columns {
  c: Float32Array;
  bias: Float32Array;
}

type Answer =
  | { isReady: true }
  | { id: number; result: Float32Array | TopColumns; x: Float32Array }
  | { id: number; error: unknown };

interface Call {
  resolve: (result: Float32Array | TopColumns) => void;
  reject: (error: unknown) => void;
}

/** A block is under way, the next one waits. */
const MAX_ROOMS = 2;

/** The thread has ended, by itself or on request, before it answered. */
export class KernelThreadEnded extends Error {}

/**
 * A thread with a matrix kernel of its own.
 *
 * Blocks are copied and handed over, results are handed back without a copy: onnxruntime takes no shared memory. The
 * thread keeps no process alive unless a block is under way.
 */
export class KernelThread {
  state: 'starting' | 'ready' | 'ended' = 'starting';
  readonly #worker: Worker;
  readonly #started: Promise<void>;
  readonly #calls = new Map<number, Call>();
  readonly #held = new WeakMap<object, number>();
  /** Rooms of earlier blocks, handed back: new ones would cost more than the copying. */
  readonly #rooms: ArrayBufferLike[] = [];
  #count = 0;

  /** @param parts - of a kernel on onnxruntime; undefined for one on typed arrays. */
  constructor(parts: OnnxKernelParts | undefined) {
    this.#worker = new Worker(writeThread(parts !== undefined), {
      eval: true,
      name: 'matrix-kernel',
      workerData: parts,
      // Loaders and debuggers of the process have nothing to do here, and cost the thread its quick start.
      execArgv: [],
    });
    this.#started = new Promise((resolve) => {
      this.#worker.once('message', () => resolve());
      this.#worker.once('exit', () => resolve());
    });
    this.#worker.on('message', (answer: Answer) => this.#receive(answer));
    this.#worker.on('error', (cause) => this.#endCalls(cause));
    this.#worker.on('exit', () => this.#endCalls(undefined));
    // After the listeners, which would hold it again.
    this.#worker.unref();
  }

  /** Resolves when the thread is ready, or has failed. */
  async waitUntilStarted(): Promise<void> {
    if (this.state === 'starting') this.#worker.ref();
    await this.#started;
    if (this.load === 0) this.#worker.unref();
  }

  /** Blocks under way. */
  get load(): number {
    return this.#calls.size;
  }

  /**
   * Has the thread compute the p best columns, or all scores for null.
   *
   * @throws {KernelThreadEnded} if the thread ends before it answers.
   */
  async compute(block: ScoreBlock, p: number | null): Promise<Float32Array | TopColumns> {
    if (this.state === 'ended') throw new KernelThreadEnded('The thread that multiplies matrices has ended.');
    const { m, k, d } = block;
    const id = this.#count++;
    const held = (block.held && this.#held.get(block.held)) ?? id;
    const x = this.#copyRows(block.x);
    const buffers: ArrayBufferLike[] = [x.buffer];
    const request: Request = { id, p, x, m, k, d, held, isHeld: block.held !== undefined };
    if (held === id) {
      request.columns = { c: block.c.slice(), bias: block.bias.slice() };
      buffers.push(request.columns.c.buffer, request.columns.bias.buffer);
      if (block.held) this.#held.set(block.held, id);
    }
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage(request, buffers as ArrayBuffer[]);
    });
  }

  release(held: object): void {
    const number = this.#held.get(held);
    if (number === undefined) return;
    this.#held.delete(held);
    this.#worker.postMessage({ release: number } satisfies Release, []);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #copyRows(rows: Float32Array): Float32Array {
    const at = this.#rooms.findIndex((room) => room.byteLength >= rows.byteLength);
    const room = at < 0 ? new ArrayBuffer(rows.byteLength) : this.#rooms.splice(at, 1)[0];
    const copy = new Float32Array(room, 0, rows.length);
    copy.set(rows);
    return copy;
  }

  #receive(answer: Answer): void {
    if ('isReady' in answer) {
      this.state = 'ready';
      return;
    }
    const call = this.#calls.get(answer.id);
    this.#calls.delete(answer.id);
    if (this.#calls.size === 0) this.#worker.unref();
    if ('error' in answer) {
      call?.reject(answer.error);
      return;
    }
    this.#rooms.push(answer.x.buffer);
    if (this.#rooms.length > MAX_ROOMS) this.#rooms.shift();
    call?.resolve(answer.result);
  }

  #endCalls(cause: unknown): void {
    this.state = 'ended';
    const error = new KernelThreadEnded('The thread that multiplies matrices ended before it answered.', { cause });
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
  }
}

/**
 * The thread's program, from the text of functions: a file of its own would have to be found from sources, under tsx and
 * vitest, and in a bundle, and none of these loads a thread's TypeScript on Node 20.
 */
function writeThread(isNative: boolean): string {
  const kernel = isNative ? `(${buildOnnxKernel})(require(workerData.file), workerData)` : writeTypedArrayKernel();
  return `'use strict';
    const __name = (value) => value; // tsx calls it in the text of functions
    const { parentPort, workerData } = require('node:worker_threads');
    (${answerRequests})(parentPort, ${kernel});`;
}

/** Runs in the thread. Takes nothing from outside its arguments. */
function answerRequests(port: MessagePort, kernel: MatrixKernel): void {
  const columns = new Map<number, Columns>();
  // One block after the other: onnxruntime's own threads already share each.
  let last: Promise<unknown> = Promise.resolve();
  const answer = async (request: Request | Release): Promise<void> => {
    if ('release' in request) {
      columns.delete(request.release);
      return;
    }
    const { id, p, held, isHeld, x, m, k, d } = request;
    try {
      const block = { x, m, k, d, ...(request.columns ?? columns.get(held)!) };
      if (request.columns && isHeld) columns.set(held, request.columns);
      if (p === null) {
        const result = await kernel.score(block);
        port.postMessage({ id, result, x } satisfies Answer, [x.buffer as ArrayBuffer, result.buffer as ArrayBuffer]);
      } else {
        const result = await kernel.topColumns(block, p);
        port.postMessage({ id, result, x } satisfies Answer, [
          x.buffer as ArrayBuffer,
          result.indices.buffer as ArrayBuffer,
          result.scores.buffer as ArrayBuffer,
        ]);
      }
    } catch (error) {
      port.postMessage({ id, error } satisfies Answer);
    }
  };
  port.on('message', (request: Request | Release) => {
    last = last.then(() => answer(request));
  });
  port.postMessage({ isReady: true } satisfies Answer);
}
