import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { ZipFile } from 'yazl';
import { expectExportable, exportRun } from '../export/export-run.ts';
import type { Workspace } from '../workspace.ts';

/**
 * GET /runs/:id/export.zip: the files that `understory export` writes, as one archive.
 *
 * The files are written to a temporary folder first and packed while they are sent, so memory stays bounded; the folder
 * is gone when the answer has ended.
 */
export function sendExport(workspace: Workspace): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const run = await workspace.runs.find(request.params.id);
    if (run === null) {
      response.status(404).json({ error: `There is no run "${request.params.id}".` });
      return;
    }
    expectExportable(run);
    const folder = await mkdtemp(join(tmpdir(), 'understory-export-'));
    try {
      const archive = new ZipFile();
      for (const file of await exportRun(workspace, run, folder)) archive.addFile(join(folder, file), file);
      archive.end();
      response.type('application/zip').attachment(nameArchive(run.name));
      await pipeline(archive.outputStream, response);
    } catch (error) {
      // Someone who stops a download is no fault of the server.
      if (!response.destroyed) throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** `#7 generic v1, k 56` → `7-generic-v1-k-56.zip`. */
function nameArchive(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['run'];
  return `${words.join('-').slice(0, 80)}.zip`;
}
