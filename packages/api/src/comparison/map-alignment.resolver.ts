import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { findPlaneTransform, measureFit } from '@understory/core';
import { readFloat32 } from '../cluster/cluster.repository.ts';
import type { Context } from '../context.ts';
import { RunComparison } from './comparison.type.ts';
import { MapAlignment } from './map-alignment.type.ts';

@Resolver(() => RunComparison)
export class MapAlignmentResolver {
  @FieldResolver(() => MapAlignment, {
    nullable: true,
    description:
      "How B's map is laid over A's: by least squares over the conversations that both show, brought to A's " +
      'size. Null unless both runs have a map.',
  })
  async mapAlignment(@Root() { a, b }: RunComparison, @Ctx() { clusters }: Context): Promise<MapAlignment | null> {
    const [mapA, mapB] = await Promise.all([clusters.findMap(a.id), clusters.findMap(b.id)]);
    if (!mapA?.coordinates || !mapB?.coordinates) return null;
    const onto = readFloat32(mapA.coordinates);
    const positions = readFloat32(mapB.coordinates);
    return { ...findPlaneTransform(positions, onto, { matchSize: true }), fit: measureFit(positions, onto) };
  }
}
