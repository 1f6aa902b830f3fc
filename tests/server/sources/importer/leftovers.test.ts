/** What an import says when the server cannot count yet, or not at all, what was placed of it. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { noteServer } from '../../../../server/serverNote.ts';
import { importFiles } from '../../../../server/sources/importer/importFiles.ts';
import { summarize } from '../../../../server/sources/importer/summary.ts';
import { createFolder } from './mappingRun.ts';

const HELD = JSON.stringify({ rows: [[1]], unconverted: 0 });

/** Imports one row into a server that takes it, and answers the n-th question as told. */
async function importOne(answer: (question: number, response: ServerResponse) => void): Promise<readonly string[]> {
  let questions = 0;
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    if (request.url === '/v1/query') return answer(++questions, response);
    response.end(request.url === '/health' ? '{}' : '{"accepted":1,"duplicates":0,"rejected":[],"seq":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = createFolder();
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    folder.remove();
  });
  const mappingPath = folder.write('one.sql', "SELECT 'a' AS id, 'files' AS source, 'page.viewed' AS type");
  noteServer(folder.dir, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const { dir } = folder;
  const done = await importFiles({ mappingPath, dir, dataDir: dir, timezone: 'UTC', replay: null }, new AbortController().signal);
  return summarize(done, dir);
}

it('waits for a server that is still taking the events in', async () => {
  const lines = await importOne((question, response) => {
    if (question > 2) return void response.end(HELD);
    response.writeHead(503, { 'retry-after': '0.01' }).end('{"error":{"code":"catching_up","message":"the archive is being filled"}}');
  });
  expect(lines.join('\n')).toMatch(/unplaced +1 {3}without a known country, of 1 events now held from files/);
});

it('tells what was imported, and how to undo it, also where that cannot be counted', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  const lines = (await importOne((_, response) => void response.writeHead(500).end('no'))).join('\n');
  expect(lines).toMatch(/^Imported 1 rows[\s\S]*accepted +1\n[\s\S]*Undo all of it with: npm run import -- --undo \S+ --data \S+$/);
  expect(lines).not.toContain('unplaced');
  expect(said).toHaveBeenCalledWith('the server could not count what was placed (500): no');
});
