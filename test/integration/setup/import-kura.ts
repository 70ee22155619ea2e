import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestServer } from './start-test-server.ts';

/** Eight summaries of nine conversations, in three leaves under two roots, with two single children. */
export const KURA_FOLDER = join(import.meta.dirname, '../../fixtures/kura-small');

export const IMPORT_KURA = `mutation ($input: ImportKuraCheckpointInput!) { importKuraCheckpoint(input: $input) {
  isNew conversations { rowCount importedCount alreadyThereCount } run { id name dataset { id } } } }`;

export interface KuraImport {
  isNew: boolean;
  conversations: { rowCount: number; importedCount: number; alreadyThereCount: number };
  run: { id: string; name: string; dataset: { id: string } };
}

/** Imports the fixture as the run "kura small" of the dataset "bikes", unless `input` says otherwise. */
export async function importKura(server: TestServer, input: object): Promise<KuraImport> {
  const rest = { datasetName: 'bikes', name: 'kura small', goldLabelKey: 'intent' };
  const { importKuraCheckpoint } = await server.query<{ importKuraCheckpoint: KuraImport }>(IMPORT_KURA, {
    input: { ...rest, ...input },
  });
  return importKuraCheckpoint;
}

/** A copy of the fixture with one file changed. */
export async function copyFolder(
  scratch: string,
  name: string,
  file: string,
  change: (text: string) => string,
): Promise<string> {
  const folder = join(scratch, name);
  await cp(KURA_FOLDER, folder, { recursive: true });
  await writeFile(join(folder, file), change(await readFile(join(folder, file), 'utf8')));
  return folder;
}

interface TreeNode {
  key: string;
  name: string;
  depth: number;
  size: number;
  isLeaf: boolean;
  x: number;
  y: number;
  parent: { key: string } | null;
}

/** A run as the tests look at it. */
export interface RunContent {
  status: string;
  origin: string;
  options: object;
  conversationCount: number;
  summaryModelVersion: { provider: string; definition: { kind: string } };
  steps: { name: string; status: string; isReused: boolean }[];
  clusters: TreeNode[];
  statistics: Record<string, number>;
  projection: { coordinates: string; leaves: string; isPlacedByLeaf: boolean } | null;
  summaries: {
    edges: {
      node: { summary: string; fields: object; conversation: { chatId: string }; cluster: { key: string } | null };
    }[];
  };
}

export async function readRun(server: TestServer, id: string): Promise<RunContent> {
  const { run } = await server.query<{ run: RunContent }>(
    `query ($id: ID!) { run(id: $id) {
      status origin options conversationCount summaryModelVersion { provider definition }
      steps { name status isReused }
      clusters { key name depth size isLeaf x y parent { key } }
      statistics { rootCount leafCount clusterCount singleChildCount maxDepth largestRootShare meanSummaryWords }
      projection { coordinates leaves isPlacedByLeaf }
      summaries(first: 100) { edges { node { summary fields conversation { chatId } cluster { key } } } } } }`,
    { id },
  );
  return run;
}
