import type { MatrixKernel, ScoreBlock } from './matrix-kernel.ts';

/** The kernel that needs nothing installed: a matrix product over flat arrays, nine scores at a time. */
export const typedArrayKernel: MatrixKernel = buildTypedArrayKernel();

function buildTypedArrayKernel(): MatrixKernel {
  return {
    name: 'typed-arrays',
    multiplicationsPerBlock: 3e7,
    async score(block) {
      return multiply(block);
    },
    async topColumns(block, p) {
      const scores = multiply(block);
      const { m, k } = block;
      const top = { indices: new Int32Array(m * p), scores: new Float32Array(m * p) };
      for (let i = 0; i < m; i++) selectTop(scores, i * k, k, p, top.indices, top.scores, i * p);
      return top;
    },
  };
}

/** The text of the kernel, for a thread: an expression whose value is the kernel. */
export function writeTypedArrayKernel(): string {
  const functions = [buildTypedArrayKernel, multiply, multiplyTile, selectTop].join('\n');
  return `(() => { ${functions}; return ${buildTypedArrayKernel.name}(); })()`;
}

/** Products are summed three rows by three columns, so that each number loaded from memory is used three times. */
function multiply({ x, c, bias, m, k, d }: ScoreBlock): Float32Array {
  const scores = new Float32Array(m * k);
  const wholeRows = m - (m % 3);
  const wholeColumns = k - (k % 3);
  for (let j = 0; j < wholeColumns; j += 3) {
    for (let i = 0; i < wholeRows; i += 3) multiplyTile(x, c, bias, i, j, k, d, scores);
  }
  for (let i = 0; i < m; i++) {
    for (let j = i < wholeRows ? wholeColumns : 0; j < k; j++) {
      let sum = 0;
      for (let t = 0, a = i * d, b = j * d; t < d; t++) sum += x[a++] * c[b++];
      scores[i * k + j] = sum + bias[j];
    }
  }
  return scores;
}

function multiplyTile(
  x: Float32Array,
  c: Float32Array,
  bias: Float32Array,
  i: number,
  j: number,
  k: number,
  d: number,
  scores: Float32Array,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let a = i * d;
  let b = j * d;
  for (const end = a + d; a < end; a++, b++) {
    const x0 = x[a];
    const x1 = x[a + d];
    const x2 = x[a + d + d];
    const c0 = c[b];
    const c1 = c[b + d];
    const c2 = c[b + d + d];
    s00 += x0 * c0;
    s01 += x0 * c1;
    s02 += x0 * c2;
    s10 += x1 * c0;
    s11 += x1 * c1;
    s12 += x1 * c2;
    s20 += x2 * c0;
    s21 += x2 * c1;
    s22 += x2 * c2;
  }
  const at = i * k + j;
  scores[at] = s00 + bias[j];
  scores[at + 1] = s01 + bias[j + 1];
  scores[at + 2] = s02 + bias[j + 2];
  scores[at + k] = s10 + bias[j];
  scores[at + k + 1] = s11 + bias[j + 1];
  scores[at + k + 2] = s12 + bias[j + 2];
  scores[at + 2 * k] = s20 + bias[j];
  scores[at + 2 * k + 1] = s21 + bias[j + 1];
  scores[at + 2 * k + 2] = s22 + bias[j + 2];
}

/** Insertion into a short sorted list: p is small and a random column rarely enters it. */
function selectTop(
  scores: Float32Array,
  from: number,
  k: number,
  p: number,
  indices: Int32Array,
  best: Float32Array,
  at: number,
): void {
  let filled = 0;
  for (let j = 0; j < k; j++) {
    const score = scores[from + j];
    if (filled === p && !(score > best[at + p - 1])) continue;
    let place = filled < p ? filled++ : p - 1;
    for (; place > 0 && best[at + place - 1] < score; place--) {
      best[at + place] = best[at + place - 1];
      indices[at + place] = indices[at + place - 1];
    }
    best[at + place] = score;
    indices[at + place] = j;
  }
}
