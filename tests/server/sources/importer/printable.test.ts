/** What the programs at the command line print of names that others gave. */
import { rmSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../../../server/app.ts';
import { changeImports } from '../../../../server/sources/importer/change.ts';
import { summarize } from '../../../../server/sources/importer/summary.ts';
import { printableError } from '../../../../server/sources/printable.ts';
import { createFolder } from './mappingRun.ts';

const COMMAND = '\u001b]0;own title\u0007';

it('lists imports by names that command no terminal', async () => {
  const { dir } = createFolder();
  const app = await createApp({ dataDir: dir, host: '127.0.0.1', port: 0, demo: 'none', web: false });
  onTestFinished(async () => {
    await app.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const event = { specversion: '1.0', id: 'a', source: 'shop', type: 'page.viewed', time: '2026-02-03T10:00:00Z' };
  await fetch(`${app.url}/v1/events?import=one&name=${encodeURIComponent(`May ${COMMAND}.csv`)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  for (const change of [null, { id: 'one', withdrawn: true }, { id: 'one', withdrawn: false }]) {
    const text = (await changeImports({ dataDir: dir, change })).join('');
    expect(text).toContain('May ');
    expect(text).not.toMatch(/\p{Cc}/u);
  }
});

it('says what became of rows in words that command no terminal', () => {
  const reason = `data.${COMMAND}: the number is too large; send it as text`;
  const rejections = [{ row: 1, index: 0, code: 'out_of_range' as const, field: `data.${COMMAND}`, reason }];
  const tally = { rows: 2, accepted: 1, duplicates: 0, rejected: 1, rejections, sources: new Set([`shop${COMMAND}`]), label: null };
  const leftovers = { events: 1, unplaced: 0, unconverted: 0 };
  const lines = summarize({ ...{ tally, leftovers, declared: null, seconds: 1 }, running: true, complete: true }, '/d');
  expect(lines.join('')).toContain('held from shop');
  expect(lines.join('')).not.toMatch(/\p{Cc}/u);
});

it('says what went wrong without the whole of a long line, or what is in it for the terminal', () => {
  const said = printableError(
    new Error(`CSV Error on Line: 1\nOriginal Line: ${COMMAND}${'x'.repeat(3_000_000)}\nMaximum line size exceeded`),
  );
  expect(said).toMatch(/^CSV Error on Line: 1\nOriginal Line: .*…\nMaximum line size exceeded$/);
  expect(said.length).toBeLessThan(500);
  expect(said.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});
