import 'reflect-metadata';
import { lexicographicSortSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { PubSub } from 'type-graphql';
import { buildSchemaSync } from 'type-graphql';
import { ClusterResolver } from './cluster/cluster.resolver.ts';
import { ClusterCounterpartsResolver, ClusterTagsResolver } from './comparison/cluster-tags.resolver.ts';
import { ComparisonResolver } from './comparison/comparison.resolver.ts';
import {
  ClusterMatchResolver,
  ComparisonComputationResolver,
  ComparisonStatisticsResolver,
} from './comparison/comparison-statistics.resolver.ts';
import { MapAlignmentResolver } from './comparison/map-alignment.resolver.ts';
import {
  ConsensusGroupResolver,
  MatrixConversationResolver,
  RunConsensusResolver,
} from './comparison/run-consensus.resolver.ts';
import { RunStabilityResolver } from './comparison/run-stability.resolver.ts';
import { RunMatrixResolver } from './comparison/run-matrix.resolver.ts';
import { ConversationResolver } from './conversation/conversation.resolver.ts';
import { DatasetResolver, ImportReportResolver } from './dataset/dataset.resolver.ts';
import { RunFailureResolver } from './failure/failure.resolver.ts';
import { JudgementResolver } from './judgement/judgement.resolver.ts';
import { ComparisonJudgementResolver, JudgementSessionResolver } from './judgement/judgement-session.resolver.ts';
import { KuraImportResolver } from './kura-import/kura-import.resolver.ts';
import { OutlierResolver, RunOutliersResolver, SummaryOutlierResolver } from './outlier/outlier.resolver.ts';
import { PreviewResolver } from './preview/preview.resolver.ts';
import { RunResolver, StepResolver } from './run/run.resolver.ts';
import {
  ClusterNeighboursResolver,
  ConversationNeighboursResolver,
  SearchResolver,
  SummaryNeighboursResolver,
} from './search/search.resolver.ts';
import { SummaryResolver } from './summary/summary.resolver.ts';
import { SummaryModelResolver, SummaryModelVersionResolver } from './summary-model/summary-model.resolver.ts';

/** type-graphql demands one for its own way of subscribing; ours listen to the database. */
const NO_PUBLISHER: PubSub = {
  publish: () => {
    throw new Error('Nothing is published inside the process: announce changes of a run through RunEvents.');
  },
  subscribe: () => {
    throw new Error('Subscriptions bring their own source: give @Subscription a subscribe function.');
  },
};

/** type-graphql makes these itself, and gives them no description. */
const ROOT_TYPES = {
  Query:
    'What can be read. A query changes nothing, but some fields of a comparison start its computation, and say so.',
  Mutation: 'What can be started, stopped, imported and removed.',
  Subscription: 'What tells of changes as they happen; sent as server-sent events from /graphql/stream.',
};

/** The executable GraphQL schema. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      ClusterResolver,
      ClusterNeighboursResolver,
      ClusterCounterpartsResolver,
      ClusterMatchResolver,
      ClusterTagsResolver,
      RunStabilityResolver,
      ComparisonComputationResolver,
      ComparisonResolver,
      ComparisonStatisticsResolver,
      ConversationResolver,
      ConversationNeighboursResolver,
      DatasetResolver,
      ImportReportResolver,
      JudgementResolver,
      JudgementSessionResolver,
      ComparisonJudgementResolver,
      KuraImportResolver,
      MapAlignmentResolver,
      OutlierResolver,
      RunOutliersResolver,
      SummaryOutlierResolver,
      PreviewResolver,
      RunFailureResolver,
      RunMatrixResolver,
      RunConsensusResolver,
      ConsensusGroupResolver,
      MatrixConversationResolver,
      RunResolver,
      SearchResolver,
      StepResolver,
      SummaryResolver,
      SummaryNeighboursResolver,
      SummaryModelResolver,
      SummaryModelVersionResolver,
    ],
    // zod validates.
    validate: false,
    pubSub: NO_PUBLISHER,
  });
  for (const [name, description] of Object.entries(ROOT_TYPES)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
  return lexicographicSortSchema(schema);
}
