/** How far a source has come, in words. */
import { expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import type { HeardSource, UnheardSource } from '../../../../src/protocol/freshness.ts';
import { freshnessWords, noneText, reachText, rhythmText, silenceText } from '../../../../src/ui/freshness/freshnessTexts.ts';

const NOW = Date.UTC(2026, 2, 5, 12);

const source = (state: HeardSource['state']): HeardSource => ({
  ...{ source: 'till', state, rhythm: 'none', everyMs: null, events: 7 },
  newestEventMs: Date.UTC(2018, 7, 31, 23, 59),
  newestArrivalMs: NOW - 10 * 3_600_000,
});

it('is when it was last heard while it may go on, and up to which day its data go once it has ended', () => {
  for (const state of ['onTime', 'late', 'lost', 'unknown'] as const) expect(reachText(source(state), NOW, 'UTC')).toBe('newest 10 h ago');
  expect(reachText(source('complete'), NOW, 'UTC')).toBe('up to 31 Aug 2018');
  expect(reachText(source('complete'), NOW, 'Asia/Tokyo')).toBe('up to 1 Sept 2018');
});

it('is just now where it has come just now, in every language, and never now ago', () => {
  const heard = { ...source('onTime'), newestArrivalMs: NOW - 400 };
  const said = (['en', 'pt', 'de'] as const).map((language) => {
    setLanguage(language);
    return reachText(heard, NOW, 'UTC');
  });
  setLanguage('en');
  expect(said).toEqual(['newest just now', 'última agora mesmo', 'neuestes gerade eben']);
  expect(reachText(heard, NOW + 1100, 'UTC')).toBe('newest 2 s ago');
});

it('expects a quick source by its time, not every now', () => {
  const quick = (everyMs: number) => rhythmText({ ...source('onTime'), rhythm: 'learnt', everyMs });
  expect([quick(1200), quick(250), quick(90_000)]).toEqual([
    'expected every 1 s, learnt from its arrivals',
    'expected every < 1 s, learnt from its arrivals',
    'expected every 90 s, learnt from its arrivals',
  ]);
});

it('says of one that was declared and never heard that nothing came, and what is expected', () => {
  const unheard: UnheardSource = {
    ...{ source: 'Shop', state: 'unheard', rhythm: 'declared', everyMs: 300_000, events: 0 },
    ...{ newestEventMs: null, newestArrivalMs: null },
  };
  expect(silenceText(unheard, NOW)).toBe('not heard yet');
  expect(`${freshnessWords().states.unheard} · ${reachText(unheard, NOW, 'UTC')}`).toBe('not heard yet · expected every 5 min');
  expect(rhythmText(unheard)).toBe('expected every 5 min, declared in orrery.json');
});

it('is not told never to have come where it came, but nothing of it to what is shown', () => {
  const unheard = { ...source('onTime'), state: 'unheard' } as unknown as UnheardSource;
  expect([noneText([]), noneText([unheard])]).toEqual(Array(2).fill('Nothing has come from any source yet.'));
  expect(noneText([unheard, source('lost')])).toBeUndefined();
});
