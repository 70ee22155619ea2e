import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { InvalidInputError } from '@understory/core';
import { Cluster } from '../cluster/cluster.type.ts';
import type { Context } from '../context.ts';
import { StoredConversation } from '../conversation/conversation.type.ts';
import type { Connection, PageRequest } from '../graphql/connection.ts';
import { AFTER, describeFirst, readPage, toConnection } from '../graphql/connection.ts';
import { Summary } from '../summary/summary.type.ts';
import type { LoadedRuns } from './load-runs.ts';
import {
  ConsensusGroup,
  ConsensusGroupConnection,
  MatrixConversation,
  MatrixConversationConnection,
  RunConsensus,
} from './run-matrix.type.ts';

@Resolver(() => RunConsensus)
export class RunConsensusResolver {
  @FieldResolver(() => ConsensusGroupConnection, {
    description: 'The groups of conversations that stay together in all runs, the largest first.',
  })
  groups(
    @Root() { loaded, consensus }: RunConsensus,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Connection<ConsensusGroup> {
    const { page, offset, found } = takePage(consensus.groups, { first, after });
    const groups = found.map((items, i) => toGroup(loaded, items, offset + i));
    return toConnection(groups, page, consensus.groups.length, ({ index }) => index);
  }

  @FieldResolver(() => ConsensusGroup, { description: 'One group by its index; an error if there is none.' })
  group(
    @Root() { loaded, consensus: { groups } }: RunConsensus,
    @Arg('index', () => Int, { description: '`ConsensusGroup.index`, in 0 … groupCount − 1.' }) index: number,
  ): ConsensusGroup {
    const items = groups[index];
    if (items === undefined) throw new InvalidInputError(`Expected a group in 0 … ${groups.length - 1}, got ${index}.`);
    return toGroup(loaded, items, index);
  }

  @FieldResolver(() => MatrixConversationConnection, {
    description: 'Conversations whose place depends on the run: those that lose most company first.',
  })
  dependents(
    @Root() { loaded, consensus }: RunConsensus,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Connection<MatrixConversation> {
    const { page, offset, found } = takePage(consensus.dependents, { first, after });
    const rows = found.map((each) => ({ loaded, ...each }));
    return toConnection(rows, page, consensus.dependents.length, (_row, i) => offset + i);
  }
}

@Resolver(() => ConsensusGroup)
export class ConsensusGroupResolver {
  @FieldResolver(() => MatrixConversationConnection, {
    description: 'The conversations of the group, in the order of the dataset.',
  })
  conversations(
    @Root() { loaded, items, clusters }: ConsensusGroup,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Connection<MatrixConversation> {
    const { page, offset, found } = takePage(Array.from(items), { first, after });
    const meanCompany = clusters.reduce((sum, { size }) => sum + (size - 1) / clusters.length, 0);
    const rows = found.map((item) => ({ loaded, item, meanCompany }));
    return toConnection(rows, page, items.length, (_row, i) => offset + i);
  }
}

@Resolver(() => MatrixConversation)
export class MatrixConversationResolver {
  @FieldResolver(() => StoredConversation, { description: 'The conversation itself.' })
  async conversation(
    @Root() { loaded: { runs, positions }, item }: MatrixConversation,
    @Ctx() { loaders }: Context,
  ): Promise<StoredConversation> {
    const place = { datasetId: runs[0].run.datasetId, position: positions[item] };
    const found = await loaders.conversationAt.load(place);
    if (found === null) throw new Error(`The conversation at position ${place.position} was deleted.`);
    return found;
  }

  @FieldResolver(() => [Summary], {
    nullable: 'items',
    description: 'What each run said of it, in the order of `rows`; null where that was removed meanwhile.',
  })
  summaries(
    @Root() { loaded: { runs, positions }, item }: MatrixConversation,
    @Ctx() { loaders }: Context,
  ): Promise<(Summary | null)[]> {
    const position = positions[item];
    return Promise.all(runs.map(({ run }) => loaders.summaryAt.load({ runId: run.id, position })));
  }

  @FieldResolver(() => [Cluster], {
    nullable: 'items',
    description: 'Its leaf in each run, in the order of `rows`; null outside of all clusters.',
  })
  clusters(@Root() { loaded: { runs }, item }: MatrixConversation): (Cluster | null)[] {
    return runs.map(({ tree, leaves }) => tree.clusters[leaves[item]] ?? null);
  }
}

function toGroup(loaded: LoadedRuns, items: Int32Array, index: number): ConsensusGroup {
  const clusters = loaded.runs.map(({ tree, leaves }) => tree.clusters[leaves[items[0]]]);
  return { loaded, items, index, size: items.length, clusters };
}

function takePage<T>(
  all: readonly T[],
  request: PageRequest,
): { page: ReturnType<typeof readPage>; offset: number; found: T[] } {
  const page = readPage(request);
  const offset = page.after === null ? 0 : page.after + 1;
  return { page, offset, found: all.slice(offset, offset + page.limit + 1) };
}
