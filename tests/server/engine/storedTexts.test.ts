/** Texts of an archive come back with their codes, whatever they are made of. */
import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openArchive } from '../../../server/engine/archive.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { EPOCH, tempDir } from './openArchive.ts';

const ODD = ['a\0b', 'a\0c', '\0', 'x,y', '1', 'é', '\u{1f600}', ' in  between', "it's", '"', '\n', 'long '.repeat(500), '\u{10ffff}'];

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
