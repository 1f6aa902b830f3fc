/** What a round of the tour that composes itself may say: of which candidates, through what, and over it all. */

import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import { saidText } from '../../../../src/model/said.ts';
import { type Candidate, type Figures, toCandidates } from '../../../../src/model/tour/candidates.ts';
import { toCause } from '../../../../src/model/tour/cause.ts';
import { toScene } from '../../../../src/model/tour/compose.ts';
import { type MovedMetric, rankStops } from '../../../../src/model/tour/rank.ts';
import { sayTotal } from '../../../../src/model/tour/sayStop.ts';
import { composeRound, type Round } from '../../../../src/model/tour/selfTour.ts';
import { fromSearch } from '../../../../src/model/viewSearch.ts';
import { DEFAULT_VIEW } from '../../../../src/model/viewState.ts';
import { whyMetric } from '../../../../src/model/wall/wallView.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import type { Query } from '../../../../src/protocol/query.ts';
import { toTable } from '../../../../src/protocol/table.ts';
import { WHOLE } from '../../../wholeAnswer.ts';

const WEEK = 7 * 86_400_000;

beforeEach(() => setLanguage('en'));

describe('the first sentence of a round', () => {
  const figures: Figures = { revenue: 1000, orders: 10, customers: 10, percent: Number.NaN, answers: 0 };
  const total = (looked: number, moved: number, now = figures, before = figures) =>
    saidText(sayTotal(now, before, { looked, moved }, { lengthMs: WEEK, currency: 'USD' }));

  it.each([
    ['en', 1, 'Revenue $1k, 0 % on the week before. 1 of 1,234 places, channels, segments and categories moved more than chance'],
    ['pt', 1, 'Receita US$ 1 mil, 0% sobre a semana anterior. 1 de 1.234 lugares, canais, segmentos e categorias mudou mais que o acaso'],
    [
      'de',
      1,
      'Umsatz 1 Tsd. $, 0 % gegenüber der Vorwoche. 1 von 1.234 Orten, Kanälen, Segmenten und Kategorien hat sich mehr als zufällig bewegt',
    ],
    ['pt', 2, 'Receita US$ 1 mil, 0% sobre a semana anterior. 2 de 1.234 lugares, canais, segmentos e categorias mudaram mais que o acaso'],
    [
      'de',
      2,
      'Umsatz 1 Tsd. $, 0 % gegenüber der Vorwoche. 2 von 1.234 Orten, Kanälen, Segmenten und Kategorien haben sich mehr als zufällig bewegt',
    ],
  ] as const)('counts in %s as one does of %s', (language, moved, sentence) => {
    setLanguage(language);
    expect(total(1234, moved).replaceAll('\u00a0', ' ')).toBe(sentence);
  });

  it.each([
    ['en', '. None of 30 places, channels, segments and categories moved more than chance'],
    ['pt', '. Nenhum de 30 lugares, canais, segmentos e categorias mudou mais que o acaso'],
    ['de', '. Von 30 Orten, Kanälen, Segmenten und Kategorien hat sich nichts über den Zufall hinaus bewegt'],
  ] as const)('says in %s that nothing moved', (language, sentence) => {
    setLanguage(language);
    expect(total(30, 0)).toContain(sentence);
  });

  it('speaks of no places where none was large enough to be looked at, and of no share of a sum below zero', () => {
    expect(total(0, 0)).toBe('Revenue $1k, 0 % on the week before');
    expect(total(0, 0, { ...figures, revenue: -300 })).toBe('Revenue -$300');
  });
});

const NOW_MS = Date.parse('2024-01-01T00:00:00Z');

/** What the last round asked. */
let questions: Query[] = [];

/** A round over one total, the same at any time. */
function roundOf(
  values: Readonly<Record<string, number>>,
  newestMs = NOW_MS,
  epoch = 'e',
  weeks: readonly string[] = [],
  base = DEFAULT_VIEW,
): Promise<Round> {
  questions = [];
  const ask = async (query: Query) => {
    questions.push(query);
    const { metrics, groupBy = [] } = query;
    if (groupBy[0] === 'time:week') {
      // Of all of time nothing is asked that must be told apart.
      expect(metrics).toEqual(['units']);
      const columns = [
        { name: 'time:week', unit: null },
        { name: 'units', unit: 'count' },
      ];
      return toTable({ columns, rows: weeks.map((week) => [week, 9]), ...WHOLE });
    }
    const columns = [...groupBy, ...metrics.flatMap((id) => (id === 'csat' ? [id, 'csat.n'] : [id]))];
    return toTable({
      columns: columns.map((name) => ({ name, unit: groupBy.includes(name) ? null : 'count' })),
      rows: groupBy.length > 0 ? [] : [columns.map((name) => values[name] ?? (name === 'csat.n' ? 312 : 0))],
      ...WHOLE,
    });
  };
  const known = ['revenue', 'orders', 'customers', 'csat', 'contacts', 'events'];
  const catalog = {
    ...{ epoch, currency: 'USD', timezone: 'UTC', extent: { from: '2020-01-01T00:00:00Z', to: '2024-01-01T00:00:00Z' } },
    ...{ metrics: known.map((id) => ({ id })), dimensions: [{ id: 'country' }] },
  } as unknown as Catalog;
  return composeRound({ ask, catalog, base, name: null, nowMs: NOW_MS, newestMs, told: [] });
}

it('goes into the one country that all events are of: what that is as a whole, the first scene tells', async () => {
  const regions = ['BR-SP', 'BR-RJ', 'BR-MG'];
  const ask = async ({ metrics, groupBy = [], time }: Query) => {
    if (groupBy[0] === 'time:week') return toTable({ columns: [], rows: [], ...WHOLE });
    const isNow = time !== undefined && 'to' in time && Date.parse(time.to ?? '') > NOW_MS;
    const each = { revenue: isNow ? 6000 : 9000, orders: 900, customers: 900, csat: Number.NaN, 'csat.n': 0 };
    const columns = [...groupBy, ...metrics.flatMap((id) => (id === 'csat' ? [id, 'csat.n'] : [id]))];
    const row = (ids: readonly string[], share: number) => [
      ...ids,
      ...columns.slice(groupBy.length).map((name) => share * (each[name as keyof typeof each] ?? 0)),
    ];
    const rows = groupBy.includes('region')
      ? regions.map((region) => row(['BR', region], 1))
      : [row(groupBy.length === 0 ? [] : ['BR'], regions.length)];
    return toTable({ columns: columns.map((name) => ({ name, unit: groupBy.includes(name) ? null : 'count' })), rows, ...WHOLE });
  };
  const catalog = {
    ...{ epoch: 'e', currency: 'USD', timezone: 'UTC', extent: { from: '2020-01-01T00:00:00Z', to: '2024-01-01T00:00:00Z' } },
    ...{ metrics: [], dimensions: [{ id: 'country' }, { id: 'region' }] },
  } as unknown as Catalog;
  const round = await composeRound({ ask, catalog, base: DEFAULT_VIEW, name: null, nowMs: NOW_MS, newestMs: NOW_MS, told: [] });
  expect(round.scenes.map(({ id }) => id)).toEqual(['self', 'self region BR-MG', 'self region BR-RJ', 'self region BR-SP']);
  expect(round.looked).toBe(3);
});

describe('the window of a round', () => {
  const HOUR = 3_600_000;
  const MINUTE = 60_000;
  const endAfter = async (hours: number) => (await roundOf({ orders: 5000, revenue: 9000 }, NOW_MS - hours * HOUR)).spans.now.toMs;

  it('ends now while events come, and with the newest one where more are still to come, as before a nightly import', async () => {
    expect(await endAfter(0.01)).toBe(NOW_MS + MINUTE);
    expect(await endAfter(0.9)).toBe(NOW_MS + MINUTE);
    for (const hours of [14, 24 * 5, 24 * 400]) expect(await endAfter(hours)).toBe(NOW_MS - hours * HOUR + MINUTE);
  });
});

it('is of the moment whose numbers the page shows, and so are its scenes', async () => {
  const asOf = { epoch: 'e', seq: 7, at: '2023-06-01T12:00:00Z' };
  const of = (tense: 'then' | 'now') => roundOf({ orders: 5000, revenue: 9000 }, NOW_MS, 'e', [], { ...DEFAULT_VIEW, asOf, tense });
  const then = await of('then');
  expect(questions.length).toBeGreaterThan(4);
  expect(questions.map((query) => query.asOf)).toEqual(questions.map(() => ({ epoch: 'e', seq: 7 })));
  expect(then.spans.now.toMs).toBe(Date.parse('2023-06-01T12:01:00Z'));
  expect(then.scenes.map(({ search }) => fromSearch(search).asOf)).toEqual(then.scenes.map(() => asOf));
  const now = await of('now');
  expect([now.spans.now.toMs, fromSearch(now.scenes[0]?.search ?? '').asOf]).toEqual([NOW_MS + 60_000, null]);
});

it('is of a week where nothing is sold and enough people are heard in one, and of a longer time where they are not', async () => {
  const days = async (answers: number) => {
    const { now } = (await roundOf({ csat: 80, 'csat.n': answers, customers: answers })).spans;
    return (now.toMs - now.fromMs) / 86_400_000;
  };
  expect([await days(5000), await days(312)]).toEqual([7, 364]);
});

it('sets no window against a time before the first order, since when customers may be known', async () => {
  // Too few for a short window.
  const begun = (firstWeek: string) => roundOf({ orders: 500, revenue: 9000 }, NOW_MS, 'e', [firstWeek, '2023-12-25T00:00:00Z']);
  const days = async (firstWeek: string) => {
    const { now } = (await begun(firstWeek)).spans;
    return (now.toMs - now.fromMs) / 86_400_000;
  };
  expect(await days('2020-01-06T00:00:00Z')).toBe(364);
  expect(await days('2023-06-05T00:00:00Z')).toBe(91);
  expect(await days('2023-11-20T00:00:00Z')).toBe(7);
  expect(await days('2023-12-25T00:00:00Z')).toBe(1);
});

it('tells nothing of one log in the currency of another', async () => {
  await expect(roundOf({ orders: 5000, revenue: 9000 }, NOW_MS, 'demonstration')).rejects.toThrow('another log');
});

describe('a workspace without orders', () => {
  const calls: Figures = { revenue: 0, orders: 0, customers: 900, percent: 81, answers: 312 };
  const said = (now: Figures, looked = 30) =>
    saidText(sayTotal(now, now, { looked, moved: 0 }, { lengthMs: WEEK, currency: 'USD' })).replaceAll('\u00a0', ' ');

  it('says nothing of revenue, nor of what it could not look at', () => {
    expect(said(calls)).toBe('Satisfied 81 %, n = 312. None of 30 places, channels, segments and categories moved more than chance');
    expect(said({ ...calls, percent: Number.NaN, answers: 0 })).toBe('');
    expect(said({ ...calls, revenue: Number.NaN, orders: Number.NaN }, 0)).toBe('Satisfied 81 %, n = 312');
  });

  it.each([
    ['pt', 'Satisfeitos 81%'],
    ['de', 'Zufrieden 81 %'],
  ] as const)('says so in %s', (language, sentence) => {
    setLanguage(language);
    expect(said(calls, 0)).toContain(sentence);
  });

  it('shows maps of what it has', async () => {
    const { scenes } = await roundOf({ customers: 900, csat: 81, contacts: 4000, events: 5000 });
    expect(scenes.map(({ search }) => fromSearch(search))).toMatchObject([{ height: 'contacts', colour: 'csat' }]);
  });

  it('puts the more surprising first where no money is at stake', () => {
    const of = (name: string, percent: number): Candidate => ({
      ...{ key: `country ${name}`, name, now: { ...calls, percent }, before: { ...calls, percent: 80 } },
      subject: { kind: 'place', place: { level: 'country', id: name, country: name, region: null } },
    });
    const { stops } = rankStops([of('AA', 66), of('BB', 40), of('CC', 55)], { fromMs: 0, toMs: WEEK }, [], 8);
    expect(stops.map(({ candidate }) => candidate.name)).toEqual(['BB', 'CC', 'AA']);
  });
});

describe('the scene of a stop', () => {
  const figures: Figures = { revenue: 1000, orders: 100, customers: 90, percent: 70, answers: 300 };
  const candidate: Candidate = {
    ...{ key: 'channel web', subject: { kind: 'value', dimension: 'channel', value: 'web' }, name: 'web' },
    ...{ now: figures, before: { ...figures, percent: 80, revenue: 2000 } },
  };
  const context = {
    ...{ base: DEFAULT_VIEW, spans: { now: { fromMs: WEEK, toMs: 2 * WEEK }, before: { fromMs: 0, toMs: WEEK } } },
    ...{ asOf: { epoch: 'e', seq: 1 }, nowMs: NOW_MS, name: null, lengthMs: WEEK, currency: 'USD' },
  };
  const sceneOf = (...metrics: readonly MovedMetric[]) => {
    const moves = metrics.map((metric) => ({ metric, change: -10, z: -5, surprise: 5, money: 100 }));
    return toScene({ candidate, moves, score: 1, isToldAgain: false }, null, context);
  };

  it('tells why of satisfaction where that alone is what moved', () => {
    expect(whyMetric(fromSearch(sceneOf('csat').search))).toBe('csat');
    expect(whyMetric(fromSearch(sceneOf('revenue').search))).toBe('revenue');
    expect(whyMetric(fromSearch(sceneOf('revenue', 'csat').search))).toBe('revenue');
    for (const { link } of sceneOf('csat').says) if (link !== null) expect(fromSearch(link.search).why).toBeNull();
  });

  it('leads to the numbers of the moment that it was told, also where its window ended long before', () => {
    const links = sceneOf('revenue').says.flatMap(({ link }) => (link === null ? [] : [fromSearch(link.search).asOf]));
    expect(links.length).toBeGreaterThan(0);
    for (const asOf of links) expect(asOf).toEqual({ epoch: 'e', seq: 1, at: '2024-01-01T00:00:00Z' });
  });
});

describe('what a round can stop at', () => {
  const answer = (
    rows: readonly (readonly [string, number])[],
    left: { readonly suppressed?: number; readonly truncated?: boolean } = {},
  ) =>
    toTable({
      columns: [
        { name: 'channel', unit: null },
        { name: 'revenue', unit: 'USD' },
      ],
      ...WHOLE,
      rows,
      ...left,
    });
  const keys = (now: ReturnType<typeof answer>, before: ReturnType<typeof answer>) =>
    toCandidates('channel', { now, before }).map(({ key }) => key);
  const [both, one] = [
    [
      ['web', 10],
      ['app', 5],
    ],
    [['web', 10]],
  ] as const;

  it('is also what only one window has', () => {
    expect(keys(answer(both), answer(one))).toEqual(['channel web', 'channel app']);
    expect(keys(answer(one), answer(both))).toEqual(['channel web', 'channel app']);
  });

  it.each([{ suppressed: 1 }, { truncated: true }])('but not where the other window keeps rows back: %o', (left) => {
    expect(keys(answer(both), answer(one, left))).toEqual(['channel web']);
    expect(keys(answer(one, left), answer(both))).toEqual(['channel web']);
  });
});

describe('the cause of a change', () => {
  const sold = (revenue: number): Figures => ({ revenue, orders: 1, customers: 1, answers: 0, percent: Number.NaN });
  const coffee: Candidate = {
    key: 'category Coffee',
    subject: { kind: 'value', dimension: 'category', value: 'Coffee' },
    name: 'Coffee',
    now: sold(100),
    before: sold(0),
  };
  const stop = { candidate: coffee, moves: [], score: 1, isToldAgain: false };
  const answer = (rows: readonly (readonly [string, string, number])[]) =>
    toTable({
      columns: [
        { name: 'category', unit: null },
        { name: 'country', unit: null },
        { name: 'revenue', unit: 'USD' },
      ],
      ...WHOLE,
      rows,
    });

  it('is told where there is more than one it could be', () => {
    const now = answer([
      ['Coffee', 'BR', 100],
      ['Tea', 'US', 50],
    ]);
    expect(toCause(stop, 'country', { now, before: answer([]) })).toMatchObject({ value: 'BR', share: 1 });
  });

  it('is none that an answer keeps back: how it changed is not known', () => {
    const now = answer([
      ['Coffee', 'BR', 100],
      ['Tea', 'US', 50],
    ]);
    expect(toCause(stop, 'country', { now, before: { ...answer([]), suppressed: 1 } })).toBeNull();
  });

  it('is none where all the data have one value', () => {
    const now = answer([
      ['Coffee', 'BR', 100],
      ['Tea', 'BR', 50],
    ]);
    expect(toCause(stop, 'country', { now, before: answer([]) })).toBeNull();
  });
});
