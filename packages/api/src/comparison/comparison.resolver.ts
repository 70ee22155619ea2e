import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { listFlows, measureAgreement } from '@understory/core';
import type { Connection } from '../graphql/connection.ts';
import { AFTER, describeFirst, paginate, readPage, toConnection } from '../graphql/connection.ts';
import type { ClusterFlow, ClusterMatch, ConversationChange } from './comparison.type.ts';
import {
  ClusterFlowConnection,
  ClusterMatchConnection,
  ConversationChangeConnection,
  MatchingTotals,
  MatchKindEnum,
  MatchObjectiveEnum,
  PartitionAgreement,
  RunComparison,
} from './comparison.type.ts';
import { describeChange } from './describe-change.ts';
import { ComparisonArgs } from './comparison-computation.type.ts';
import type { StoredMatch, StoredMatching } from './comparison-results.ts';
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
    @Args(() => ComparisonArgs) { a, b, options }: ComparisonArgs,
    @Ctx() context: Context,
  ): Promise<RunComparison> {
    return openComparison(context, a, b, options);
  }

  @FieldResolver(() => PartitionAgreement, { description: 'How far the clusters at these depths agree.' })
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

  @FieldResolver(() => MatchingTotals, {
    description: 'How well the clusters at these depths match, in three numbers.',
  })
  async matchingTotals(
    @Root() comparison: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
    @Arg('maximise', () => MatchObjectiveEnum, {
      defaultValue: 'jaccard',
      description: 'What the pairs have the most of together. `matches` shows those of JACCARD.',
    })
    maximise: 'jaccard' | 'shared',
  ): Promise<MatchingTotals> {
    const level = nameLevel(depthA, depthB);
    const isStored = readsStored(comparison.loaded) && maximise === 'jaccard' && level !== null;
    const stored = isStored ? await comparison.state.peekTotals(level) : null;
    return stored ?? match(comparison, depthA, depthB, maximise);
  }

  @FieldResolver(() => ClusterMatchConnection, {
    description: 'One-to-one matches that maximise the sum of Jaccard indices; best first, unmatched clusters last.',
  })
  async matches(
    @Root() comparison: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
    @Arg('kind', () => MatchKindEnum, {
      nullable: true,
      description: 'Matches of this kind only; of every kind by default.',
    })
    kind: ClusterMatch['kind'] | null,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Promise<Connection<ClusterMatch>> {
    const { matches } = await match(comparison, depthA, depthB);
    const ofKind = kind === null || kind === undefined ? matches : matches.filter((each) => each.kind === kind);
    return paginate(ofKind, { first, after }, (row) => presentMatch(comparison, row));
  }

  @FieldResolver(() => ClusterFlowConnection, {
    description: 'What went from each cluster of A to each of B, widest first.',
  })
  flows(
    @Root() { loaded: { a, b } }: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Connection<ClusterFlow> {
    const flows = listFlows(labelsAtDepth(a, depthA ?? null), labelsAtDepth(b, depthB ?? null));
    return paginate(flows, { first, after }, (flow) => ({
      a: a.tree.clusters[flow.a] ?? null,
      b: b.tree.clusters[flow.b] ?? null,
      conversationCount: flow.conversationCount,
    }));
  }

  @FieldResolver(() => ConversationChangeConnection, { description: 'All shared conversations, most changed first.' })
  async changes(
    @Root() { loaded }: RunComparison,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
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
  maximise: 'jaccard' | 'shared' = 'jaccard',
): Promise<StoredMatching> {
  const stored = readsStored(loaded) && maximise === 'jaccard' ? await state.peek('matches') : null;
  const level = nameLevel(depthA, depthB);
  if (stored !== null && level !== null) return stored[level];
  return matchLabels(labelsAtDepth(loaded.a, depthA ?? null), labelsAtDepth(loaded.b, depthB ?? null), {
    thresholds: readThresholds(state.options),
    maximise,
  });
}

function presentMatch({ loaded, state }: RunComparison, { a, b, counterparts, ...row }: StoredMatch): ClusterMatch {
  return {
    ...row,
    state,
    loaded,
    a: a === null ? null : loaded.a.tree.clusters[a],
    b: b === null ? null : loaded.b.tree.clusters[b],
    overlaps: counterparts,
  };
}
