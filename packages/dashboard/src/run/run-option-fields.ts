/** One option of a run as the form shows it. */
export interface RunOptionField {
  /** Dotted path into the options, as `defaultRunOptions` nests them. */
  path: string;
  label: string;
  help: string;
  /** Shown at once; the others stand under “More options”. */
  isMain?: boolean;
  /** For numbers; what the server accepts at all. */
  min?: number;
  max?: number;
  step?: number;
  /** For words: what may be chosen. */
  choices?: string[];
  /** Whether it may be left empty. */
  isOptional?: boolean;
  /** For numbers: a word that may stand in the place of one, and what it means. */
  word?: { value: string; label: string };
  /** On or off. */
  isSwitch?: boolean;
  /** For options that another one makes useless. */
  needs?: OptionNeed;
}

/** What another option must be for this one to matter. */
interface OptionNeed {
  path: string;
  isMet: (value: OptionValue | undefined) => boolean;
  /** What stands in the place of the option's help while it is not met. */
  otherwise: string;
}

/** The options in the order in which the pipeline uses them. */
export const runOptionFields: RunOptionField[] = [
  {
    path: 'cluster.targetClusterSize',
    label: 'Target cluster size',
    help: 'Conversations per leaf, on average.',
    isMain: true,
    min: 2,
    max: 100_000,
    needs: {
      path: 'cluster.k',
      isMet: (k) => k === null || k === undefined,
      otherwise: 'Without effect: the number of leaves is set under “More options”.',
    },
  },
  { path: 'tree.maxRoots', label: 'Most roots', help: 'Topics at the top, at most.', isMain: true, min: 1, max: 100 },
  {
    path: 'cluster.outliers',
    label: 'Leave outliers out',
    help: 'Conversations that are far from every topic are listed apart, instead of being forced into one.',
    isMain: true,
    isSwitch: true,
  },
  { path: 'seed', label: 'Seed', help: 'Same seed, same result.', isMain: true, min: 0, max: 0xffffffff },
  {
    path: 'embedding.modelId',
    label: 'Embedding model',
    help: 'The encoder knows what English words mean; lsa goes by the words of these conversations alone, and is faster.',
    choices: ['lsa+encoder', 'lsa'],
  },
  {
    path: 'cluster.method',
    label: 'Clustering method',
    help: 'Hartigan finds tighter clusters; Lloyd is plain k-means.',
    choices: ['hartigan', 'lloyd'],
  },
  {
    path: 'cluster.k',
    label: 'Number of leaves',
    help: 'Overrules the target cluster size. Chosen from the data, it is the number whose clusters are most stable and best apart; that takes longer.',
    min: 1,
    isOptional: true,
    word: { value: 'auto', label: 'Choose it from the data' },
  },
  {
    path: 'cluster.outlierChance',
    label: 'Outlier chance',
    help: 'An outlier is no nearer to a topic than this share of made-up conversations. Lower finds more outliers.',
    min: 0.01,
    max: 0.99,
    step: 0.05,
    needs: {
      path: 'cluster.outliers',
      isMet: (outliers) => outliers === true,
      otherwise: 'Without effect while “Leave outliers out” is off.',
    },
  },
  {
    path: 'tree.levels',
    label: 'Levels of the tree',
    help: 'From the roots to the leaves, both counted, at most; overrules branching. Chosen from the data, it is the number whose upper levels are most stable and best apart.',
    min: 2,
    max: 12,
    isOptional: true,
    word: { value: 'auto', label: 'Choose the levels from the data' },
  },
  {
    path: 'tree.branching',
    label: 'Branching',
    help: 'Children per node, on average.',
    min: 2,
    max: 50,
    step: 0.5,
    needs: {
      path: 'tree.levels',
      isMet: (levels) => levels === null || levels === undefined,
      otherwise: 'Without effect while the levels of the tree are set.',
    },
  },
  {
    path: 'projection.nNeighbors',
    label: 'Map neighbours',
    help: 'More shows the whole, fewer show detail.',
    min: 2,
    max: 200,
  },
  {
    path: 'projection.minDist',
    label: 'Map spacing',
    help: 'Least distance of points on the map, 0 to 1.',
    min: 0,
    max: 1,
    step: 0.05,
  },
];

export type OptionValue = string | number | boolean | null;

/** Reads the value at a dotted path; undefined when there is none. */
export function readOption(options: unknown, path: string): OptionValue | undefined {
  let at: unknown = options;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(key in at)) {
      return undefined;
    }
    at = (at as Record<string, unknown>)[key];
  }
  return typeof at === 'object' && at !== null ? undefined : (at as OptionValue | undefined);
}

/** @returns what stands in the place of an option's help while another option makes it useless; empty while it matters. */
export function findUnmetNeed({ needs }: RunOptionField, values: Record<string, OptionValue>): string {
  return needs && !needs.isMet(values[needs.path]) ? needs.otherwise : '';
}

/**
 * Nests the values that differ from the defaults and matter: `{ 'tree.maxRoots': 4 }` → `{ tree: { maxRoots: 4 } }`.
 */
export function nestChangedOptions(values: Record<string, OptionValue>, defaults: unknown): Record<string, unknown> {
  const nested: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    const field = runOptionFields.find((each) => each.path === path);
    if (value === readOption(defaults, path) || (field && findUnmetNeed(field, values) !== '')) {
      continue;
    }
    const keys = path.split('.');
    const last = keys.pop()!;
    let at = nested;
    for (const key of keys) {
      at = (at[key] ??= {}) as Record<string, unknown>;
    }
    at[last] = value;
  }
  return nested;
}
