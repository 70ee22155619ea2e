import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { listFlows, matchClusters, measureAgreement } from '@understory/core';
import type { Connection } from '../graphql/connection.ts';
import { readPage, toConnection } from '../graphql/connection.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import type { Run } from '../run/run.type.ts';
import type { ConversationChange } from './comparison.type.ts';
import {
  ClusterFlow,
  ClusterMatch,
  ConversationChangeConnection,
  MatchingTotals,
  PartitionAgreement,
  RunComparison,
} from './comparison.type.ts';
import type { RunConfiguration } from './configuration-differences.ts';
import { listDifferences, listWarnings } from './configuration-differences.ts';
import { labelsAtDepth, loadComparison } from './load-comparison.ts';
import { rankChanges } from './rank-changes.ts';
import { stateVerdict } from './state-verdict.ts';

const DEPTH = 'Depth in the tree, 0 for the roots; null for the leaves.';

@Resolver(() => RunComparison)
export class ComparisonResolver {
  @Query(() => RunComparison, { description: 'Compares two finished runs over the same dataset.' })
  async compareRuns(
    @Arg('a', () => ID) idA: string,
    @Arg('b', () => ID) idB: string,
    @Ctx() context: Context,
  ): Promise<RunComparison> {
    const loaded = await loadComparison(context, idA, idB);
    const { run: a } = loaded.a;
    const { run: b } = loaded.b;
    const [configurationA, configurationB] = await Promise.all([
      readConfiguration(context, a),
      readConfiguration(context, b),
    ]);
    const differences = listDifferences(configurationA, configurationB);
    const conversationCount = loaded.positions.length;
    const warnings = listWarnings(differences, { a, b, sharedCount: conversationCount });
    return { loaded, a, b, conversationCount, differences, warnings, verdict: stateVerdict(loaded) };
  }

  @FieldResolver(() => PartitionAgreement, { description: 'Of the two partitions at these depths.' })
  agreement(
    @Root() { loaded }: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
  ): PartitionAgreement {
    return measureAgreement(labelsAtDepth(loaded.a, depthA ?? null), labelsAtDepth(loaded.b, depthB ?? null));
  }

  @FieldResolver(() => [ClusterMatch], {
    description: 'One-to-one matches that maximise the sum of Jaccard indices; best first, unmatched clusters last.',
  })
  matches(
    @Root() { loaded: { a, b } }: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
  ): ClusterMatch[] {
    const { matches } = matchClusters(labelsAtDepth(a, depthA ?? null), labelsAtDepth(b, depthB ?? null));
    return matches.map(({ a: indexA, b: indexB, kind, jaccard, shared }) => ({
      a: indexA === null ? null : a.tree.clusters[indexA],
      b: indexB === null ? null : b.tree.clusters[indexB],
      kind,
      jaccard,
      shared,
    }));
  }

  @FieldResolver(() => MatchingTotals, {
    description: 'How well the clusters at these depths match, in three numbers.',
  })
  matchingTotals(
    @Root() { loaded: { a, b } }: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
  ): MatchingTotals {
    const matching = matchClusters(labelsAtDepth(a, depthA ?? null), labelsAtDepth(b, depthB ?? null));
    return {
      meanJaccard: matching.meanJaccard,
      sharedCount: matching.sharedInPairs,
      closePairCount: matching.pairs.filter(({ jaccard }) => jaccard >= 0.5).length,
    };
  }

  @FieldResolver(() => [ClusterFlow], { description: 'What went from each cluster of A to each of B; widest first.' })
  flows(
    @Root() { loaded: { a, b } }: RunComparison,
    @Arg('depthA', () => Int, { nullable: true, description: DEPTH }) depthA: number | null,
    @Arg('depthB', () => Int, { nullable: true, description: DEPTH }) depthB: number | null,
  ): ClusterFlow[] {
    return listFlows(labelsAtDepth(a, depthA ?? null), labelsAtDepth(b, depthB ?? null)).map((flow) => ({
      a: a.tree.clusters[flow.a],
      b: b.tree.clusters[flow.b],
      conversationCount: flow.conversationCount,
    }));
  }

  @FieldResolver(() => ConversationChangeConnection, { description: 'All conversations, most changed first.' })
  async changes(
    @Root() { loaded }: RunComparison,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<ConversationChange>> {
    const { a, b, positions } = loaded;
    const page = readPage({ first, after });
    const offset = page.after === null ? 0 : page.after + 1;
    const ranked = rankChanges(loaded).slice(offset, offset + page.limit + 1);
    const changes = await Promise.all(
      ranked.map(async ({ item, change }): Promise<ConversationChange> => {
        const position = positions[item];
        const [conversation, summaryA, summaryB] = await Promise.all([
          loaders.conversationAt.load({ datasetId: a.run.datasetId, position }),
          loaders.summaryAt.load({ runId: a.run.id, position }),
          loaders.summaryAt.load({ runId: b.run.id, position }),
        ]);
        if (conversation === null || summaryA === null || summaryB === null) {
          throw new Error(`The conversation at position ${position} was deleted while it was being read.`);
        }
        const pathA = a.tree.pathTo(a.tree.clusters[a.leaves[item]]);
        const pathB = b.tree.pathTo(b.tree.clusters[b.leaves[item]]);
        return { conversation, summaryA, summaryB, pathA, pathB, change };
      }),
    );
    return toConnection(changes, page, positions.length, (_change, index) => offset + index);
  }
}

async function readConfiguration({ loaders }: Context, run: Run): Promise<RunConfiguration> {
  const version = await loadExisting(loaders.summaryModelVersion, run.summaryModelVersionId);
  const { name } = await loadExisting(loaders.summaryModel, version.summaryModelId);
  return { run, version, modelName: name };
}
