import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Connection } from '../graphql/connection.ts';
import { AFTER, describeFirst, paginate } from '../graphql/connection.ts';
import type { ClusterTag } from './cluster-tags.type.ts';
import { ClusterTagConnection, ClusterTagKindEnum, OverlapOfRuns } from './cluster-tags.type.ts';
import type { StoredOverlap } from './comparison-results.ts';
import type { ComparedSide } from './comparison-statistics.type.ts';
import { ComparedSideEnum } from './comparison-statistics.type.ts';
import { ClusterMatch, RunComparison } from './comparison.type.ts';
import type { LoadedComparison } from './load-comparison.ts';
import { readsStored } from './load-comparison.ts';
import { tagClustersOf } from './measure-tags.ts';

@Resolver(() => RunComparison)
export class ClusterTagsResolver {
  @FieldResolver(() => ClusterTagConnection, {
    description:
      'What became of each cluster of one run that holds a shared conversation, at whatever depth, in the ' +
      'order of `Run.clusters`.',
  })
  async clusterTags(
    @Root() { loaded, state }: RunComparison,
    @Arg('side', () => ComparedSideEnum, { description: 'The run whose clusters are listed.' }) side: ComparedSide,
    @Arg('depth', () => Int, {
      nullable: true,
      description: 'Clusters at this depth only, 0 for the roots; of every depth by default.',
    })
    depth: number | null,
    @Arg('kind', () => ClusterTagKindEnum, {
      nullable: true,
      description: 'Clusters of this kind only; of every kind by default.',
    })
    kind: ClusterTag['kind'] | null,
    @Arg('first', () => Int, describeFirst()) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Promise<Connection<ClusterTag>> {
    const stored = readsStored(loaded) ? await state.peek('tags') : null;
    const tags = (stored ?? (await tagClustersOf(loaded, state.options)))[side];
    const { clusters } = loaded[side].tree;
    const other = side === 'a' ? 'b' : 'a';
    const wanted = tags.filter(
      (tag) => (depth ?? clusters[tag.index].depth) === clusters[tag.index].depth && (kind ?? tag.kind) === tag.kind,
    );
    return paginate(wanted, { first, after }, (tag) => ({
      cluster: clusters[tag.index],
      kind: tag.kind,
      counterparts: tag.counterparts.map((overlap) => presentOverlap(loaded, other, overlap)),
      best: tag.best && presentOverlap(loaded, other, tag.best),
    }));
  }
}

@Resolver(() => ClusterMatch)
export class ClusterCounterpartsResolver {
  @FieldResolver(() => [OverlapOfRuns], {
    description:
      'The parts of a split, the sources of a merger; for a cluster without a partner what it is part of or, if it is ' +
      'dissolved or new, where its conversations are (at most five). Shares are of the cluster on the other side.',
  })
  counterparts(@Root() { loaded, counterpartSide, overlaps }: ClusterMatch): OverlapOfRuns[] {
    return overlaps.map((overlap) => presentOverlap(loaded, counterpartSide, overlap));
  }
}

function presentOverlap(
  loaded: LoadedComparison,
  side: ComparedSide,
  { index, ...overlap }: StoredOverlap,
): OverlapOfRuns {
  return { side, cluster: loaded[side].tree.clusters[index], ...overlap };
}
