import { createHash } from 'node:crypto';

/** Everything that can go wrong on purpose. */
export const FAULT_KINDS = [
  'rate-limit',
  'rate-limit-retry-after',
  'server-error',
  'unavailable',
  'dropped',
  'slow-body',
  'truncated-body',
  'truncated-json',
  'cut-at-limit',
  'schema-violation',
  'refusal',
  'empty-choices',
  'wrong-embedding-count',
  'duplicate-names',
  'foreign-names',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Faults that only make sense for one kind of request. */
const EMBEDDING_ONLY: ReadonlySet<FaultKind> = new Set(['wrong-embedding-count']);
const CHAT_ONLY: ReadonlySet<FaultKind> = new Set([
  'truncated-json',
  'cut-at-limit',
  'schema-violation',
  'refusal',
  'empty-choices',
  'duplicate-names',
  'foreign-names',
]);

export interface FaultPlan {
  /** Share of requests that go wrong, in 0 … 1. */
  rate: number;
  kinds: readonly FaultKind[];
  seed: number;
  /** Number of tries of the same content that may go wrong; from then on it is answered. Null for no such mercy. */
  maxPerContent: number | null;
}

export const NO_FAULTS: FaultPlan = { rate: 0, kinds: FAULT_KINDS, seed: 1, maxPerContent: null };

/**
 * Decides whether a request goes wrong, and how.
 *
 * It depends on the seed, the content and how often that content came before, and so never on the order or time in
 * which requests arrive.
 *
 * @param content - hash of the request.
 * @param earlier - requests with the same content before this one.
 */
export function chooseFault(
  plan: FaultPlan,
  request: { kind: 'chat' | 'embedding'; content: string; earlier: number },
): FaultKind | null {
  if (plan.maxPerContent !== null && request.earlier >= plan.maxPerContent) return null;
  const fitting = plan.kinds.filter((kind) => fits(kind, request.kind));
  if (fitting.length === 0) return null;
  const digest = createHash('sha256').update(`${plan.seed}:${request.content}:${request.earlier}`).digest();
  if (digest.readUInt32LE(0) / 2 ** 32 >= plan.rate) return null;
  return fitting[digest.readUInt32LE(4) % fitting.length] ?? null;
}

export function fits(fault: FaultKind, kind: 'chat' | 'embedding'): boolean {
  return !(kind === 'chat' ? EMBEDDING_ONLY : CHAT_ONLY).has(fault);
}
