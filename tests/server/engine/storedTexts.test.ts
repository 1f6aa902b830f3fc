/** Texts of an archive come back with their codes, whatever they are made of. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it, vi } from 'vitest';
import { openArchive } from '../../../server/engine/archive.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { EPOCH, tempDir } from './openArchive.ts';

const ODD = [
  'a\0b',
  'a\0c',
  '\0',
  'x,y',
  '1',
  ':',
  '3:abc',
  '0:',
  'é',
  '\u{1f600}',
  ' in  between',
  "it's",
  '"',
  '\n',
  'long '.repeat(500),
  '\u{10ffff}',
];

it('texts are there again after reopening, over many pages and several flushes', async () => {
  const dir = tempDir();
  const first = await openArchive({ dir, epoch: EPOCH, settings: DEFAULT_SETTINGS });
  const texts = [...ODD, ...Array.from({ length: 20_000 }, (_, at) => `order\0${at}`)];
  for (const [at, text] of texts.entries()) {
    first.dictionaries.code('order', text);
    if (at % 7000 !== 0) continue;
    first.dictionaries.code('product', `product ${at}`);
    first.advance(at + 1);
    await first.flush();
  }
  first.advance(texts.length + 1);
  await first.close();
  const again = await openArchive({ dir, epoch: EPOCH, settings: DEFAULT_SETTINGS });
  expect(again.appliedSeq()).toBe(texts.length + 1);
  expect(again.dictionaries.size('order')).toBe(texts.length);
  expect(texts.every((text, at) => again.dictionaries.text('order', at + 1) === text)).toBe(true);
  expect(again.dictionaries.find('product', 'product 14000')).toBe(3);
  await again.close();
  rmSync(dir, { recursive: true, force: true });
});

it.each([
  ['a text is none', 'UPDATE dictionary SET text = NULL WHERE code = 5'],
  ['the last text is none', 'UPDATE dictionary SET text = NULL WHERE code = 9'],
  ['a text is missing', 'DELETE FROM dictionary WHERE code = 5'],
  ['a code comes twice', 'UPDATE dictionary SET code = 5 WHERE code = 6'],
  ['the first text is missing', 'DELETE FROM dictionary WHERE code = 1'],
  ['two codes are those of others', 'UPDATE dictionary SET code = 11 - code WHERE code IN (5, 7)'],
  ['two are one', "UPDATE dictionary SET text = 'text 4' WHERE code = 6"],
  ['the last code is far off', 'UPDATE dictionary SET code = 2147483647 WHERE code = 9'],
])('an archive in which %s is not trusted', async (_name, damage) => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const dir = tempDir();
  const first = await openArchive({ dir, epoch: EPOCH, settings: DEFAULT_SETTINGS });
  for (let at = 1; at <= 9; at++) first.dictionaries.code('order', `text ${at}`);
  first.advance(9);
  await first.close();
  const instance = await DuckDBInstance.create(join(dir, 'archive.duckdb'));
  const connection = await instance.connect();
  await connection.run(damage);
  connection.closeSync();
  instance.closeSync();
  const again = await openArchive({ dir, epoch: EPOCH, settings: DEFAULT_SETTINGS });
  expect(again.appliedSeq()).toBe(0);
  expect(told).toHaveBeenCalledWith(expect.stringContaining('put aside and filled again from the log'));
  await again.close();
  told.mockRestore();
  rmSync(dir, { recursive: true, force: true });
});
