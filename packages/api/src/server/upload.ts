import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { RequestHandler } from 'express';
import { InvalidInputError } from '@understory/core';
import { importConversations } from '../dataset/import-conversations.ts';
import type { Workspace } from '../workspace.ts';

/**
 * POST /datasets/:name/conversations?goldLabelKey=… with a log in any form that `readConversations` knows as its body, of any size.
 *
 * Answers with the import report as JSON. The body is read as fast as the database takes it.
 */
export function receiveConversations({ db }: Pick<Workspace, 'db'>): RequestHandler<{ name: string }> {
  return async (request, response) => {
    const { goldLabelKey } = request.query;
    if (goldLabelKey !== undefined && typeof goldLabelKey !== 'string') {
      throw new InvalidInputError('Expected one goldLabelKey.');
    }
    const encoding = request.get('content-encoding') ?? 'identity';
    if (encoding !== 'identity' && encoding !== 'gzip') {
      throw new InvalidInputError(`Expected a body that is plain or gzipped, got content-encoding ${encoding}.`);
    }
    const source: Readable = encoding === 'gzip' ? request.pipe(createGunzip()) : request;
    const report = await importConversations(db, {
      dataset: request.params.name,
      source,
      goldLabelKey: goldLabelKey ?? null,
    });
    response.json(report);
  };
}
