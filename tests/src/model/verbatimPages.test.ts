/** What customers wrote, page by page, as more of it comes and some is taken back. */
import { expect, it } from 'vitest';
import { extended, PAGE, renewalSize, renewed, type VerbatimPage } from '../../../src/model/verbatimPages.ts';
import type { VerbatimAnswer } from '../../../src/protocol/verbatims.ts';

const KEY = 'BR';

/** The page that a server of these would give, newest first. */
function pageOf(seqs: readonly number[], limit: number, before = Infinity): VerbatimPage {
  const older = seqs.filter((seq) => seq < before);
  const shown = older.slice(0, limit);
  const next = older.length > limit ? String(shown.at(-1)) : null;
  return { key: KEY, verbatims: shown.map((seq) => ({ seq }) as VerbatimAnswer), total: seqs.length, next };
}
const seqsOf = (page: VerbatimPage | null) => page?.verbatims.map(({ seq }) => seq);
const downFrom = (most: number) => Array.from({ length: most }, (_, at) => most - at);

/** Two pages of thirty. */
function twoPages(): VerbatimPage {
  const first = pageOf(downFrom(30), renewalSize(null, KEY));
  return extended(first, pageOf(downFrom(30), PAGE, Number(first.next)), first.next ?? '') as VerbatimPage;
}

it('what was taken back leaves the earlier pages, too', () => {
  const held = twoPages();
  expect(seqsOf(held)).toEqual(downFrom(30).slice(0, 16));
  const left = downFrom(30).filter((seq) => seq < 16 || seq > 20);
  expect(seqsOf(renewed(held, pageOf(left, renewalSize(held, KEY))))).toEqual(left.slice(0, 16));
});

it('what was loaded stays, however many came meanwhile', () => {
  const held = twoPages();
  const few = renewed(held, pageOf(downFrom(33), renewalSize(held, KEY)));
  expect(seqsOf(few)).toEqual(downFrom(33).slice(0, 19));
  expect(few.next).toBe(held.next);
  expect(seqsOf(renewed(held, pageOf(downFrom(60), renewalSize(held, KEY))))).toEqual(downFrom(60).slice(0, 16));
  expect(renewalSize(held, 'US')).toBe(PAGE);
});
