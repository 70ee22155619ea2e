import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { listFlows, measureAgreement } from '@understory/core';
import type { Connection } from '../graphql/connection.ts';
import { readPage, toConnection } from '../graphql/connection.ts';
import type { ConversationChange } from './comparison.type.ts';
import {
  ClusterFlow,
  ClusterMatch,
  ConversationChangeConnection,
  MatchingTotals,
  PartitionAgreement,
  RunComparison,
} from './comparison.type.ts';
import { describeChange } from './describe-change.ts';
import { ComparisonOptionsInput } from './comparison-computation.type.ts';
import type { StoredMatching } from './comparison-results.ts';
import { labelsAtDepth, readsStored } from './load-comparison.ts';
import { readThresholds } from './measure-tags.ts';
import { matchLabels } from './measure-trees.ts';
import { openComparison } from './open-comparison.ts';
import { rankChanges } from './rank-changes.ts';

const DEPTH = 'Depth in the tree, 0 for the roots; null for the leaves.';

@Resolver(() => RunComparison)
export class ComparisonResolver {
  @Query(() => RunComparison, {
    description: 'Compares two runs over the same dataset. The costly parts are computed once, by the worker.',
  })
  compareRuns(
    @Arg('a', () => ID) idA: string,
    @Arg('b', () => ID) idB: string,
    @Arg('options', () => ComparisonOptionsInput, { nullable: true }) options: ComparisonOptionsInput | null,
    @Ctx() context: Context,
  ): Promise<RunComparison> {
    return openComparison(context, idA, idB, options);
  }

  @FieldResolver(() => PartitionAgreement, { description: 'Of the two partitions at these depths.' })
  async agreement(
    @Root() { loaded, state }: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
  ): Promise<PartitionAgreement> {
    const stored = readsStored(loaded) ? await state.peek('agreement') : null;
    const level = nameLevel(depthA, depthB);
    if (stored !== null && level !== null) return stored[level];
    return measureAgreement(labelsAtDepth(loaded.a, depthA ?? null), labelsAtDepth(loaded.b, depthB ?? null));
  }

  @FieldResolver(() => [ClusterMatch], {
    description: 'One-to-one matches that maximise the sum of Jaccard indices; best first, unmatched clusters last.',
  })
  async matches(
    @Root() comparison: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
  ): Promise<ClusterMatch[]> {
    const { loaded, state } = comparison;
    const { matches } = await match(comparison, depthA, depthB);
    return matches.map(({ a, b, counterparts, ...row }) => ({
      ...row,
      state,
      loaded,
      a: a === null ? null : loaded.a.tree.clusters[a],
      b: b === null ? null : loaded.b.tree.clusters[b],
      overlaps: counterparts,
    }));
  }

  @FieldResolver(() => MatchingTotals, {
    description: 'How well the clusters at these depths match, in three numbers.',
  })
  matchingTotals(
    @Root() comparison: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
  ): Promise<MatchingTotals> {
    return match(comparison, depthA, depthB);
  }

  @FieldResolver(() => [ClusterFlow], { description: 'What went from each cluster of A to each of B; widest first.' })
  flows(
    @Root() { loaded: { a, b } }: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
  ): ClusterFlow[] {
    return listFlows(labelsAtDepth(a, depthA ?? null), labelsAtDepth(b, depthB ?? null)).map((flow) => ({
      a: a.tree.clusters[flow.a] ?? null,
      b: b.tree.clusters[flow.b] ?? null,
      conversationCount: flow.conversationCount,
    }));
  }

  @FieldResolver(() => ConversationChangeConnection, { description: 'All conversations, most changed first.' })
  async changes(
    @Root() { loaded }: RunComparison,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Connection<ConversationChange>> {
    const { positions } = loaded;
    const page = readPage({ first, after });
    const offset = page.after === null ? 0 : page.after + 1;
    const ranked = rankChanges(loaded).slice(offset, offset + page.limit + 1);
    const changes = await Promise.all(ranked.map((each) => describeChange(context, loaded, each)));
    return toConnection(changes, page, positions.length, (_change, index) => offset + index);
  }
}

/** The levels that are stored. */
function nameLevel(depthA: number | null | undefined, depthB: number | null | undefined): 'leaves' | 'roots' | null {
  if ((depthA ?? null) === null && (depthB ?? null) === null) return 'leaves';
  return depthA === 0 && depthB === 0 ? 'roots' : null;
}

async function match(
  { loaded, state }: RunComparison,
  depthA: number | null,
  depthB: number | null,
): Promise<StoredMatching> {
  const stored = readsStored(loaded) ? await state.peek('matches') : null;
  const level = nameLevel(depthA, depthB);
  if (stored !== null && level !== null) return stored[level];
  return matchLabels(
    labelsAtDepth(loaded.a, depthA ?? null),
    labelsAtDepth(loaded.b, depthB ?? null),
    readThresholds(state.options),
  );
}
