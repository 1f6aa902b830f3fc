/** What on the screen rests on sources that are behind. */

import { describe, expect, it } from 'vitest';
import {
  laggingOf,
  restingQuery,
  restingShares,
  restingWindow,
  STALE,
  staleAt,
  unheardOf,
  withStale,
} from '../../../src/model/freshness.ts';
import type { HeardSource, UnheardSource } from '../../../src/protocol/freshness.ts';
import { type AnswerTable, toTable } from '../../../src/protocol/table.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const SILENT_MS = Date.UTC(2026, 2, 1, 12);

function source(name: string, state: HeardSource['state'], newestEventMs = SILENT_MS): HeardSource {
  return { source: name, state, rhythm: 'learnt', everyMs: 60_000, newestEventMs, newestArrivalMs: newestEventMs, events: 1 };
}

function answer(rows: readonly (readonly (string | number | null)[])[]): AnswerTable {
  const metrics = ['orders', 'revenue', 'csat', 'csat.n', 'aov', 'aov.n'].map((name) => ({ name, unit: 'count' }));
  return toTable({
    columns: [{ name: 'country', unit: null }, ...metrics],
    rows,
    ...WHOLE,
  });
}

const REVENUE = { id: 'revenue', sums: true, interval: false, cases: true };
const CSAT = { id: 'csat', sums: false, interval: true, cases: false };
const AOV = { id: 'aov', sums: false, interval: false, cases: true };
const ORDERS = { id: 'orders', sums: false, interval: false, cases: false };

describe('sources that are behind', () => {
  it('are the late and the lost', () => {
    const all = (['onTime', 'late', 'lost', 'complete', 'unknown'] as const).map((state) => source(state, state));
    const unheard: UnheardSource = {
      ...{ source: 'never', state: 'unheard', rhythm: 'declared', everyMs: 60_000, events: 0 },
      ...{ newestEventMs: null, newestArrivalMs: null },
    };
    expect(laggingOf([unheard, ...all]).map((one) => one.source)).toEqual(['late', 'lost']);
    expect(unheardOf([...all, unheard])).toEqual([unheard]);
  });

  it('are looked for where they were last heard', () => {
    const behind = [source('a', 'late'), source('b', 'lost', SILENT_MS + 60_000)];
    expect(restingWindow({ kind: 'all' }, behind)).toEqual({ kind: 'all' });
    const hour = { kind: 'between', from: '2026-03-01T11:00:01Z', to: '2026-03-01T12:00:01Z' };
    expect(restingWindow({ kind: 'last', duration: 'PT1H' }, behind)).toEqual(hour);
    const over = { kind: 'between', from: '2026-03-01T11:30:00Z', to: '2026-03-01T12:30:00Z' } as const;
    expect(restingWindow(over, behind)).toEqual(over);
    const after = { kind: 'between', from: '2026-03-01T13:00:00Z', to: '2026-03-01T14:00:00Z' } as const;
    expect(restingWindow(after, behind)).toEqual(hour);
  });

  it('are seen where those of late were last heard, not where one was that has been gone for long', () => {
    const gone = source('old', 'lost', SILENT_MS - 400 * 86_400_000);
    const hour = { kind: 'between', from: '2026-03-01T11:00:01Z', to: '2026-03-01T12:00:01Z' };
    expect(restingWindow({ kind: 'last', duration: 'PT1H' }, [gone, source('a', 'late')])).toEqual(hour);
    const early = { kind: 'between', from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' } as const;
    expect(restingWindow(early, [gone, source('a', 'late')])).toEqual(restingWindow(early, [gone]));
    const year = { kind: 'last', duration: 'P730D' } as const;
    expect(restingWindow(year, [gone, source('a', 'late')])).toMatchObject({ to: '2025-01-25T12:00:01Z' });
  });

  it('take nothing from a window that ended before they fell silent', () => {
    expect(restingWindow({ kind: 'between', from: '2026-02-01T00:00:00Z', to: '2026-03-01T00:00:00Z' }, [source('a', 'lost')])).toBeNull();
    expect(restingWindow({ kind: 'all' }, [])).toBeNull();
  });

  it('are asked for within the filters that stand', () => {
    const query = { metrics: ['revenue'], groupBy: ['country'], where: { country: ['BR'], source: ['a', 'b'] } };
    expect(restingQuery(query, null)).toEqual(query);
    expect(restingQuery(query, null, [REVENUE, CSAT, AOV, ORDERS])?.metrics).toEqual(['revenue', 'csat', 'aov.n', 'orders']);
    expect(restingQuery(query, ['b', 'c'])?.where).toEqual({ country: ['BR'], source: ['b'] });
    expect(restingQuery(query, ['c'])).toBeNull();
  });
});

describe('the share of a figure', () => {
  const whole = answer([
    ['BR', 100, 1000, 80, 40, 20, 50],
    ['US', 50, 500, 70, 10, 10, 50],
    ['FR', 10, null, 60, 5, null, 0],
  ]);
  const part = answer([
    ['BR', 30, 250, 50, 40, 25, 10],
    ['FR', 10, null, 60, 5, null, 0],
  ]);

  it('is of its sum, of its answers, of the cases behind a mean, or of its count', () => {
    expect([...restingShares(part, whole, REVENUE)]).toEqual([0.25, 0, 0]);
    expect([...restingShares(part, whole, CSAT)]).toEqual([1, 0, 1]);
    expect([...restingShares(part, whole, AOV)]).toEqual([0.2, 0, 0]);
    expect([...restingShares(part, whole, ORDERS)]).toEqual([0.3, 0, 1]);
  });

  it('of a mean is all where its survey alone is silent, however many events come from elsewhere', () => {
    const CES = { id: 'ces', sums: false, interval: false, cases: true };
    const metrics = [...(restingQuery({ metrics: ['ces'] }, ['survey'], [CES])?.metrics ?? [])];
    const of = (figures: Readonly<Record<string, number>>) =>
      toTable({
        columns: ['events', ...metrics].map((name) => ({ name, unit: 'count' })),
        rows: [['events', ...metrics].map((name) => figures[name] ?? null)],
        ...WHOLE,
      });
    const shares = restingShares(of({ events: 100, ces: 5.1, 'ces.n': 100 }), of({ events: 10_000, ces: 5.1, 'ces.n': 100 }), CES);
    expect([...shares]).toEqual([1]);
  });

  it('stands beside the answer, the larger of the metrics shown, whatever the order of rows', () => {
    const shown = answer([
      ['US', 1, 1, 1, 1, 1, 1],
      ['JP', 1, 1, 1, 1, 1, 1],
      ['BR', 1, 1, 1, 1, 1, 1],
    ]);
    const stale = withStale(shown, { part, whole }, [REVENUE]);
    expect(stale.columns.at(-1)?.name).toBe(STALE);
    expect([0, 1, 2].map((row) => staleAt(stale, row))).toEqual([0, 0, 0.25]);
    expect(staleAt(withStale(shown, { part, whole }, [REVENUE, CSAT]), 2)).toBe(1);
    expect(staleAt(shown, 2)).toBe(0);
  });
});
