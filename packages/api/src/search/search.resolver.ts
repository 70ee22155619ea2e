import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Cluster } from '../cluster/cluster.type.ts';
import type { Context } from '../context.ts';
import { StoredConversation } from '../conversation/conversation.type.ts';
import { describeFirst, readPage } from '../graphql/connection.ts';
import { Summary } from '../summary/summary.type.ts';
import {
  findClusters,
  findNearestOutsiders,
  findSimilarClusters,
  findSimilarConversations,
  findSimilarInRun,
  searchRun,
} from './search-run.ts';
import { ClusterHit, SearchHit, SearchResult } from './search.type.ts';

const CONVERSATIONS = 10;
const CLUSTERS = 5;

const readCount = (first: number | null, otherwise?: number): number => readPage({ first: first ?? otherwise }).limit;

@Resolver(() => SearchResult)
export class SearchResolver {
  @Query(() => SearchResult, {
    description:
      'The conversations of a run whose summaries are nearest to a text, of all its conversations. The text is put ' +
      "into the space of the run by the run's own embedding model; a remote one is asked, at the run's cost.",
  })
  search(
    @Arg('runId', () => ID, {
      description: '`Run.id` of the run that is searched; it must have embeddings, or have ended.',
    })
    runId: string,
    @Arg('text', () => String, {
      description: 'What is sought, in 1 … 10,000 characters: a word, a sentence, a whole message.',
    })
    text: string,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Ctx() context: Context,
  ): Promise<SearchResult> {
    return searchRun(context, runId, text, readCount(first));
  }

  @FieldResolver(() => [ClusterHit], { description: 'The nearest clusters of any depth, the nearest first.' })
  clusters(
    @Root() result: SearchResult,
    @Arg('first', () => Int, describeFirst(CLUSTERS)) first: number | null,
    @Ctx() context: Context,
  ): Promise<ClusterHit[]> {
    return findClusters(context, result, readCount(first, CLUSTERS));
  }
}

@Resolver(() => Summary)
export class SummaryNeighboursResolver {
  @FieldResolver(() => [SearchHit], {
    nullable: true,
    description:
      'The other conversations of the run nearest to it, the nearest first; null where the run has no embeddings.',
  })
  similarConversations(
    @Root() { runId, position }: Summary,
    @Arg('first', () => Int, describeFirst(CONVERSATIONS)) first: number | null,
    @Ctx() context: Context,
  ): Promise<SearchHit[] | null> {
    return findSimilarConversations(context, { runId, position }, readCount(first, CONVERSATIONS));
  }
}

@Resolver(() => StoredConversation)
export class ConversationNeighboursResolver {
  @FieldResolver(() => [SearchHit], {
    nullable: true,
    description:
      'The other conversations nearest to it in a run, the nearest first; null where the run has no ' +
      'embedding of it.',
  })
  similarConversations(
    @Root() { datasetId, position }: StoredConversation,
    @Arg('runId', () => ID, { description: '`Run.id` of a run over the same dataset.' }) runId: string,
    @Arg('first', () => Int, describeFirst(CONVERSATIONS)) first: number | null,
    @Ctx() context: Context,
  ): Promise<SearchHit[] | null> {
    return findSimilarInRun(context, { datasetId, position }, runId, readCount(first, CONVERSATIONS));
  }
}

@Resolver(() => Cluster)
export class ClusterNeighboursResolver {
  @FieldResolver(() => [SearchHit], {
    nullable: true,
    description:
      'The conversations nearest to its mean that it does not hold, the nearest first: what nearly belongs to it. ' +
      'Null where the run has no embeddings.',
  })
  nearestOutsiders(
    @Root() cluster: Cluster,
    @Arg('first', () => Int, describeFirst(CONVERSATIONS)) first: number | null,
    @Ctx() context: Context,
  ): Promise<SearchHit[] | null> {
    return findNearestOutsiders(context, cluster, readCount(first, CONVERSATIONS));
  }

  @FieldResolver(() => [ClusterHit], {
    nullable: true,
    description:
      'The clusters whose means are nearest to its own, the nearest first, of any depth but for those above ' +
      'and below it. Null where the run has no embeddings.',
  })
  similarClusters(
    @Root() cluster: Cluster,
    @Arg('first', () => Int, describeFirst(CLUSTERS)) first: number | null,
    @Ctx() context: Context,
  ): Promise<ClusterHit[] | null> {
    return findSimilarClusters(context, cluster, readCount(first, CLUSTERS));
  }
}
