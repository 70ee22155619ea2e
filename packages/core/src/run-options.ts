import { z } from 'zod';

/** What a run may choose, with its defaults. Frozen with the run. */
export const runOptionsSchema = z.strictObject({
  /** Feeds every random choice. */
  seed: z.int().min(0).max(0xffffffff).default(42),
  embedding: z
    .strictObject({
      provider: z.literal('local').default('local'),
      /** `lsa`, or `lsa+encoder` where the optional sentence encoder is installed. */
      modelId: z.enum(['lsa', 'lsa+encoder']).default('lsa'),
    })
    .prefault({}),
  cluster: z
    .strictObject({
      method: z.enum(['hartigan', 'lloyd']).default('hartigan'),
      /** Conversations per base cluster, on average: k = ceil(n / targetClusterSize). */
      targetClusterSize: z.int().min(2).max(100_000).default(10),
      /** Number of base clusters; overrules `targetClusterSize`. */
      k: z.int().min(1).nullable().default(null),
    })
    .prefault({}),
  naming: z
    .strictObject({
      provider: z.literal('local').default('local'),
      modelId: z.literal('keyword').default('keyword'),
    })
    .prefault({}),
  tree: z
    .strictObject({
      maxRoots: z.int().min(1).max(100).default(10),
      /** Children per node, on average. */
      branching: z.number().min(2).max(50).default(4),
    })
    .prefault({}),
  projection: z
    .strictObject({
      method: z.enum(['umap', 'umap-js']).default('umap'),
      nNeighbors: z.int().min(2).max(200).default(15),
      minDist: z.number().min(0).max(1).default(0.1),
    })
    .prefault({}),
});

export type RunOptions = z.infer<typeof runOptionsSchema>;
export type RunOptionsInput = z.input<typeof runOptionsSchema>;
