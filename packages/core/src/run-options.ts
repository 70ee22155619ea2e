import { z } from 'zod';
import { isSentenceEncoderInstalled } from './embedding/local/sentence-encoder.ts';

const fingerprintSchema = z.string().regex(/^[0-9a-f]{64}$/, 'expected the fingerprint of a result');
const remoteModelId = z.string().trim().min(1).max(200);

/** Local by default, also where only the model is named; `unionFallback` is what lets the provider be left out. */
const embeddingSchema = z.discriminatedUnion(
  'provider',
  [
    z.strictObject({
      provider: z.literal('local').default('local'),
      /** `lsa+encoder`, or `lsa` where the optional sentence encoder is not installed. */
      modelId: z.enum(['lsa', 'lsa+encoder']).default(() => (isSentenceEncoderInstalled() ? 'lsa+encoder' : 'lsa')),
    }),
    z.strictObject({
      provider: z.literal('openai'),
      modelId: remoteModelId.default('text-embedding-3-small'),
      /** Shorter vectors, where the model can give them; null for its own length. */
      dimensions: z.int().min(1).max(100_000).nullable().default(null),
    }),
  ],
  { unionFallback: true, error: 'expected the provider local or openai' },
);

const namingSchema = z.discriminatedUnion(
  'provider',
  [
    z.strictObject({
      provider: z.literal('local').default('local'),
      modelId: z.literal('keyword').default('keyword'),
    }),
    z.strictObject({ provider: z.literal('openai'), modelId: remoteModelId.default('gpt-4o-mini') }),
  ],
  { unionFallback: true, error: 'expected the provider local or openai' },
);

/** What a run may choose, with its defaults. Frozen with the run. */
export const runOptionsSchema = z
  .strictObject({
    /** Feeds every random choice. */
    seed: z.int().min(0).max(0xffffffff).default(42),
    embedding: embeddingSchema.prefault({}),
    cluster: z
      .strictObject({
        method: z.enum(['hartigan', 'lloyd']).default('hartigan'),
        /** Conversations per base cluster, on average: k = ceil(n / targetClusterSize). */
        targetClusterSize: z.int().min(2).max(100_000).default(10),
        /** Number of base clusters; overrules `targetClusterSize`. `auto` chooses it by stability and silhouette. */
        k: z
          .union([z.int().min(1), z.literal('auto')])
          .nullable()
          .default(null),
        /** Leaves conversations that are far from every cluster out of the clusters, instead of forcing each into one. */
        outliers: z.boolean().default(false),
        /**
         * With `outliers`: how likely a made-up conversation, about nothing, comes as near to a cluster as an outlier
         * does, at least. Lower marks more.
         */
        outlierChance: z.number().min(0.01).max(0.99).default(0.25),
      })
      .prefault({}),
    /** Names of base clusters and of the tree's nodes. */
    naming: namingSchema.prefault({}),
    tree: z
      .strictObject({
        maxRoots: z.int().min(1).max(100).default(10),
        /** Children per node, on average. */
        branching: z.number().min(2).max(50).default(4),
        /**
         * Levels from the roots to the leaves, both counted, at most; overrules `branching`. `auto` chooses the number by
         * stability and silhouette.
         */
        levels: z
          .union([z.int().min(2).max(12), z.literal('auto')])
          .nullable()
          .default(null),
        /** `vectors`: structure from the centroids. `model`: the naming's language model proposes and assigns topics. */
        builder: z.enum(['vectors', 'model']).default('vectors'),
      })
      .prefault({}),
    projection: z
      .strictObject({
        method: z.enum(['umap', 'umap-js']).default('umap'),
        nNeighbors: z.int().min(2).max(200).default(15),
        minDist: z.number().min(0).max(1).default(0.1),
        /** The map of another run that this one is to resemble; see `referToMap`. */
        alignTo: z.strictObject({ summary: fingerprintSchema, projection: fingerprintSchema }).nullable().default(null),
      })
      .prefault({}),
  })
  .refine(({ tree, naming }) => tree.builder === 'vectors' || naming.provider !== 'local', {
    path: ['tree', 'builder'],
    error:
      'expected vectors, because the names come from no language model; set naming.provider for the builder "model"',
  });

export type RunOptions = z.infer<typeof runOptionsSchema>;
export type RunOptionsInput = z.input<typeof runOptionsSchema>;
