/** The tour that composes itself against a second, plain reading of its definition. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../../src/model/language.ts';
import type { PlaceRef } from '../../../../src/model/place.ts';
import { saidText } from '../../../../src/model/said.ts';
import type { Candidate, Figures, Subject } from '../../../../src/model/tour/candidates.ts';
import { rankStops, type Told } from '../../../../src/model/tour/rank.ts';
import { sayStop } from '../../../../src/model/tour/sayStop.ts';
import { falseDiscovery, logTail } from '../../../../src/model/tour/surprise.ts';

const WEEK = 7 * 86_400_000;
const SPAN = { fromMs: 10 * WEEK, toMs: 11 * WEEK };

beforeEach(() => setLanguage('en'));

describe('surprise', () => {
  it.each([
    [0, 1],
    [1, 0.31731050786],
    [1.96, 0.04999579],
    [-2.5758293, 0.01],
    [5, 5.7330314e-7],
    [10, 1.5239706e-23],
  ])('has the two-sided tail of the normal distribution at %s', (z, p) => {
    expect(logTail(z)).toBeCloseTo(Math.log10(p), 3);
  });

  it('tells p apart that no number can hold', () => {
    expect(logTail(40)).toBeCloseTo(-349.136, 3);
  });

  it('grows with z without a gap where the formula changes', () => {
    for (let z = 1.9; z < 2.1; z += 0.001) expect(logTail(z + 0.001)).toBeLessThan(logTail(z));
    expect(logTail(2 - 1e-9)).toBeCloseTo(logTail(2 + 1e-9), 6);
  });

  it('keeps the share of false discoveries as Benjamini and Hochberg say', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-12, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (ps) => {
        const qs = falseDiscovery(ps.map(Math.log10)).map((log) => 10 ** log);
        for (const [at, p] of ps.entries()) expect(qs[at]).toBeCloseTo(plainQ(ps, p), 9);
      }),
      { seed: 11 },
    );
  });
});

function plainQ(ps: readonly number[], p: number): number {
  const above = ps.filter((other) => other >= p).map((other) => (other * ps.length) / ps.filter((lower) => lower <= other).length);
  return Math.min(1, ...above);
}

const figures: fc.Arbitrary<Figures> = fc
  .record({
    orders: fc.nat(400),
    value: fc.integer({ min: 5, max: 90 }),
    customers: fc.nat(60),
    answers: fc.nat(200),
    share: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ orders, value, customers, answers, share }) => ({
    ...{ orders, revenue: orders * value, customers, answers },
    percent: answers === 0 ? Number.NaN : share,
  }));

const PLACES: readonly PlaceRef[] = ['BR', 'US', 'JP'].flatMap((country) => [
  { level: 'country' as const, id: country, country, region: null },
  ...['1', '2'].map((at) => ({ level: 'region' as const, id: `${country}-${at}`, country, region: `${country}-${at}` })),
]);
const SUBJECTS: readonly Subject[] = [
  ...PLACES.map((place): Subject => ({ kind: 'place', place })),
  ...['web', 'app'].map((value): Subject => ({ kind: 'value', dimension: 'channel', value })),
  ...['Coffee', 'Garden'].map((value): Subject => ({ kind: 'value', dimension: 'category', value })),
];
const nameOf = (subject: Subject) => (subject.kind === 'place' ? subject.place.id : subject.value);

const candidates: fc.Arbitrary<readonly Candidate[]> = fc
  .tuple(...SUBJECTS.map(() => fc.tuple(figures, figures, fc.boolean())))
  .map((all) =>
    all.flatMap(([now, before, isStill], at) => {
      const subject = SUBJECTS[at] as Subject;
      return [{ key: `${subject.kind} ${nameOf(subject)}`, subject, name: nameOf(subject), now, before: isStill ? now : before }];
    }),
  );

interface PlainMove {
  readonly metric: string;
  readonly change: number;
  readonly money: number;
  readonly weight: number;
}

/** The definition read once more, test by test. */
function plainMoves(all: readonly Candidate[], told: readonly Told[]): ReadonlyMap<Candidate, readonly PlainMove[]> {
  const large = all.filter(({ now, before }) => {
    const sizes = [now.customers, before.customers];
    return sizes.some((size) => size > 0) && sizes.every((size) => size === 0 || size >= 10);
  });
  const tests = large.flatMap((candidate) => {
    const { now } = candidate;
    const last = told.find(({ key }) => key === candidate.key);
    const reference = last?.figures ?? candidate.before;
    const share = last ? Math.min(1, (SPAN.toMs - last.toMs) / WEEK) : 1;
    const found: { candidate: Candidate; metric: string; change: number; money: number; z: number; isLarge: boolean }[] = [];
    if (now.orders + reference.orders >= 20) {
      const change = now.revenue - reference.revenue;
      const variance = [now, reference].reduce((sum, { revenue, orders }) => sum + (orders > 0 ? (2 * revenue ** 2) / orders : 0), 0);
      const z = variance * share > 0 ? change / Math.sqrt(variance * share) : 0;
      const isLarge = change !== 0 && Math.abs(change) / Math.max(now.revenue, reference.revenue) >= 0.02;
      found.push({ candidate, metric: 'revenue', change, money: Math.abs(change), z, isLarge });
    }
    if ([now, reference, candidate.before].every(({ answers }) => answers > 0) && now.answers + reference.answers >= 60) {
      const change = now.percent - reference.percent;
      const pooled = (now.percent * now.answers + reference.percent * reference.answers) / (100 * (now.answers + reference.answers));
      const variance = pooled * (1 - pooled) * (1 / now.answers + 1 / reference.answers) * share;
      const z = variance > 0 ? change / 100 / Math.sqrt(variance) : 0;
      found.push({ candidate, metric: 'csat', change, money: (Math.abs(change) * now.revenue) / 100, z, isLarge: Math.abs(change) >= 1 });
    }
    return found;
  });
  const logPs = tests.map(({ z }) => logTail(z));
  const moves = new Map<Candidate, PlainMove[]>();
  tests.forEach(({ candidate, z: _, isLarge, ...test }, at) => {
    const above = logPs.filter((other) => other >= (logPs[at] as number));
    const logQ = Math.min(0, ...above.map((other) => other + Math.log10(tests.length / logPs.filter((lower) => lower <= other).length)));
    if (!isLarge || 10 ** logQ > 0.05) return;
    moves.set(candidate, [...(moves.get(candidate) ?? []), { ...test, weight: test.money * Math.min(16, -logQ) }]);
  });
  return moves;
}

const scoreOf = (moves: readonly PlainMove[]) => moves.reduce((sum, { weight }) => sum + weight, 0);
const placeOf = ({ subject }: Candidate) => (subject.kind === 'place' ? subject.place : null);
const holds = (outer: Candidate, inner: Candidate) =>
  placeOf(outer)?.level === 'country' && placeOf(inner)?.level === 'region' && placeOf(outer)?.id === placeOf(inner)?.country;

describe('the stops of a round', () => {
  it('are what moved more than chance, by money × surprise, each place told once', () => {
    let stopsSeen = 0;
    fc.assert(
      fc.property(candidates, fc.integer({ min: 1, max: 8 }), (all, most) => {
        const moves = plainMoves(all, []);
        const ranking = rankStops(all, SPAN, [], most);
        expect(ranking.moved).toBe(moves.size);
        const told = new Set(ranking.stops.map(({ candidate }) => candidate));
        stopsSeen += told.size;
        const scores = ranking.stops.map(({ candidate, score }) => {
          expect(score).toBeCloseTo(scoreOf(moves.get(candidate) ?? []), 4);
          return score;
        });
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(told.size).toBeLessThanOrEqual(most);
        for (const outer of told) for (const inner of told) expect(holds(outer, inner)).toBe(false);
        for (const [candidate, own] of moves) {
          if (told.has(candidate) || told.size === most) continue;
          // Left out only for a place around it or within it that is told, or that carries its move.
          const others = [...moves.keys()].filter((other) => holds(other, candidate) || holds(candidate, other));
          expect(others.length).toBeGreaterThan(0);
          expect(others.some((other) => told.has(other) || scoreOf(moves.get(other) ?? []) > 0)).toBe(true);
          expect(own.length).toBeGreaterThan(0);
        }
      }),
      { seed: 21, numRuns: 300 },
    );
    expect(stopsSeen).toBeGreaterThan(300);
  });

  it('skip what has not moved since the last round told it, and tell it again when it has', () => {
    fc.assert(
      fc.property(candidates, fc.double({ min: 0.001, max: 1, noNaN: true }), (all, part) => {
        const first = rankStops(all, SPAN, [], 20);
        const still: Told[] = first.stops.map(({ candidate }) => ({
          key: candidate.key,
          figures: candidate.now,
          fromMs: SPAN.fromMs - part * WEEK,
          toMs: SPAN.toMs - part * WEEK,
        }));
        const again = rankStops(all, SPAN, still, 20);
        for (const { candidate } of again.stops) expect(still.some(({ key }) => key === candidate.key)).toBe(false);
        const other: Told[] = still.map((one) => ({
          ...one,
          figures: { ...one.figures, revenue: one.figures.revenue * 3, orders: one.figures.orders * 3 },
        }));
        const moves = plainMoves(all, other);
        expect(rankStops(all, SPAN, other, 20).moved).toBe(moves.size);
      }),
      { seed: 22, numRuns: 200 },
    );
  });

  it('are set against the window before where the last round told another length of time', () => {
    const of = (orders: number): Figures => ({ orders, revenue: orders * 100, customers: 50, percent: Number.NaN, answers: 0 });
    const subject: Subject = { kind: 'value', dimension: 'channel', value: 'web' };
    const still: Candidate = { key: 'channel web', subject, name: 'web', now: of(4000), before: of(4000) };
    const week: Told = { key: still.key, figures: of(1000), fromMs: SPAN.fromMs - 60_000, toMs: SPAN.toMs - 60_000 };
    expect(rankStops([still], SPAN, [week], 8).moved).toBe(1);
    expect(rankStops([still], { ...SPAN, fromMs: SPAN.fromMs - 3 * WEEK }, [week], 8).moved).toBe(0);
  });

  it('are nothing that the window before does not tell, whatever the last round told: the sentence would be empty, or of a dash', () => {
    const of = (figures: Partial<Figures>): Figures => ({
      orders: 900,
      revenue: 9000,
      customers: 500,
      percent: 60,
      answers: 900,
      ...figures,
    });
    const subject: Subject = { kind: 'value', dimension: 'channel', value: 'web' };
    const movedSince = (last: Partial<Figures>, before: Partial<Figures>) => {
      const told: Told = { key: 'web', figures: of(last), fromMs: SPAN.fromMs - 60_000, toMs: SPAN.toMs - 60_000 };
      return rankStops([{ key: 'web', subject, name: 'web', now: of({}), before: of(before) }], SPAN, [told], 8).moved;
    };
    expect([movedSince({ percent: 90 }, {}), movedSince({ percent: 90 }, { percent: Number.NaN, answers: 0 })]).toEqual([1, 0]);
    expect([movedSince({ revenue: 1000 }, {}), movedSince({ revenue: 1000 }, { revenue: Number.NaN, orders: Number.NaN })]).toEqual([1, 0]);
  });

  it('are ranked where the revenue of one of them is kept back', () => {
    const of = (percent: number, revenue: number): Figures => ({ orders: 900, revenue, customers: 500, percent, answers: 900 });
    const named = (value: string, revenue: number): Candidate => {
      const subject: Subject = { kind: 'value', dimension: 'channel', value };
      return { key: value, subject, name: value, now: of(60, revenue), before: of(80, revenue) };
    };
    const { stops } = rankStops([named('a', Number.NaN), named('b', 100), named('c', 900), named('d', Number.NaN)], SPAN, [], 8);
    expect(stops.map(({ candidate }) => candidate.key)).toEqual(['c', 'b', 'a', 'd']);
  });

  it('prefer the region that carries most of its country, and never speak of fewer than ten customers', () => {
    const at = (id: string, region: string | null, now: number, before: number, customers = 50): Candidate => {
      const place: PlaceRef = { level: region === null ? 'country' : 'region', id, country: 'BR', region };
      const of = (orders: number): Figures => ({ orders, revenue: orders * 100, customers, percent: Number.NaN, answers: 0 });
      return { key: id, subject: { kind: 'place', place }, name: id, now: of(now), before: of(before) };
    };
    const ids = (all: readonly Candidate[]) => rankStops(all, SPAN, [], 8).stops.map(({ candidate }) => candidate.key);
    expect(ids([at('BR', null, 1000, 2000), at('BR-SP', 'BR-SP', 300, 1000), at('BR-RJ', 'BR-RJ', 700, 1000)])).toEqual(['BR-SP', 'BR-RJ']);
    expect(ids([at('BR', null, 1000, 2000), at('BR-SP', 'BR-SP', 700, 1000), at('BR-RJ', 'BR-RJ', 300, 1000)])).toEqual(['BR-RJ', 'BR-SP']);
    expect(ids([at('BR', null, 1000, 2000), at('BR-SP', 'BR-SP', 690, 1000), at('BR-RJ', 'BR-RJ', 680, 1000)])).toEqual(['BR']);
    expect(ids([at('BR', null, 1000, 2000, 9)])).toEqual([]);
  });
});

describe('the sentences', () => {
  const place: PlaceRef = { level: 'city', id: 'x', country: 'BR', region: 'BR-SP' };
  const now: Figures = { revenue: 88_000, orders: 880, customers: 500, percent: 71.2, answers: 312 };
  const before: Figures = { revenue: 100_000, orders: 1000, customers: 550, percent: 75, answers: 330 };
  const candidate: Candidate = { key: 'x', subject: { kind: 'place', place }, name: 'São Paulo', now, before };
  const move = { change: -12_000, z: -3, surprise: 3, money: 12_000 };
  const both = {
    candidate,
    score: 1,
    isToldAgain: false,
    moves: [
      { ...move, metric: 'revenue' as const },
      { ...move, metric: 'csat' as const },
    ],
  };
  const cause = { dimension: 'category' as const, value: 'electronics', name: 'electronics', share: 0.78 };
  const context = { lengthMs: WEEK, currency: 'USD' };

  it.each([
    ['en', 'São Paulo: revenue −12 % on the week before, 78 % of it electronics; satisfaction 4 points lower, n = 312'],
    ['pt', 'São Paulo: receita −12% sobre a semana anterior, 78% disso em electronics; satisfação 4 pontos menor, n = 312'],
    ['de', 'São Paulo: Umsatz −12 % gegenüber der Vorwoche, davon 78 % electronics; Zufriedenheit 4 Punkte niedriger, n = 312'],
  ] as const)('say in %s what moved, by how much, through what, and of how many', (language, sentence) => {
    setLanguage(language);
    expect(saidText(sayStop(both, cause, context))).toBe(sentence);
  });

  it('say the other ends of a change in their own words', () => {
    const only = (metric: 'revenue' | 'csat', change: Partial<Candidate>) => {
      const stop = { ...both, candidate: { ...candidate, ...change }, moves: both.moves.filter((one) => one.metric === metric) };
      return saidText(sayStop(stop, null, { ...context, lengthMs: 4 * WEEK }));
    };
    const none: Figures = { ...now, revenue: 0, orders: 0 };
    expect(only('revenue', { before: none })).toBe('São Paulo: revenue $88k, none in the time before');
    expect(only('revenue', { now: none })).toBe('São Paulo: no revenue any more, $100k in the time before');
    expect(only('revenue', { now: { ...now, revenue: 103_400 } })).toBe('São Paulo: revenue +3.4 % on the 4 weeks before');
    expect(only('revenue', { before: { ...none, orders: 12 } })).toBe('São Paulo: revenue $88k, $0 in the time before');
    expect(only('revenue', { now: { ...now, revenue: -500 } })).toBe('São Paulo: revenue -$500, $100k in the time before');
    expect(only('csat', { now: { ...now, percent: 74.8 } })).toBe('São Paulo: satisfaction unchanged on the 4 weeks before, n = 312');
    expect(only('csat', { now: { ...now, percent: 76 } })).toBe('São Paulo: satisfaction 1 point higher on the 4 weeks before, n = 312');
    expect(only('csat', { subject: { kind: 'value', dimension: 'channel', value: 'web' }, name: 'web' })).toBe(
      'Channel web: satisfaction 4 points lower on the 4 weeks before, n = 312',
    );
  });
});
