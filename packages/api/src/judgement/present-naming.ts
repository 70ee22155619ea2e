import type { NamingScore } from '@understory/core';
import type { RunTree } from '../cluster/run-tree.ts';
import type { Context } from '../context.ts';
import type { StoredJudgement } from './judgement.repository.ts';
import { openLevel } from './naming-levels.ts';
import type { NamingAccuracy, NamingTest } from './naming-test.type.ts';
import type { SeenSession } from './present-judging.ts';
import { presentNaming } from './present-judging.ts';

/** A naming test with its clusters. @param questions - as the session is seen. */
export async function presentNamingTest(
  { loaders }: Pick<Context, 'loaders'>,
  session: SeenSession,
  questions: readonly StoredJudgement[],
): Promise<NamingTest | null> {
  if (session.kind !== 'naming') return null;
  const [treeA, treeB] = await Promise.all([loaders.tree.load(session.runAId), loaders.tree.load(session.runBId)]);
  const depths = { a: session.depthA ?? 0, b: session.depthB ?? 0 };
  const measured = presentNaming(session, questions, {
    a: openLevel(treeA, depths.a).clusters.length,
    b: openLevel(treeB, depths.b).clusters.length,
  });
  if (measured === null) return null;
  return {
    ...measured,
    a: nameClusters(measured.a, treeA, depths.a),
    b: nameClusters(measured.b, treeB, depths.b),
  };
}

function nameClusters(score: NamingScore, { clusters }: RunTree, depth: number): NamingAccuracy {
  return {
    ...score,
    depth,
    confusions: score.confusions.map(({ expected, chosen, count }) => ({
      expected: clusters[expected],
      chosen: clusters[chosen],
      count,
    })),
  };
}
