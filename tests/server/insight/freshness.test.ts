/** A source's silence against its rhythm. */
import { describe, expect, it } from 'vitest';
import { judge, judgeAll, learntRhythm, type Pulse } from '../../../server/insight/freshness.ts';

const START_MS = Date.UTC(2026, 2, 1);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A source that came after each of the gaps; `pace` is how fast its event time goes beside the clock. */
function pulse(gaps: readonly number[], { pace = 1, ageMs = 0, pauses = [] as readonly number[] } = {}): Pulse {
  let atMs = START_MS;
  const beats = [0, ...gaps].map((gap) => {
    atMs += gap;
    return { atMs, eventMs: START_MS - ageMs + (atMs - START_MS) * pace };
  });
  const last = beats.at(-1) ?? { atMs: START_MS, eventMs: START_MS };
  return { source: 'shop', events: beats.length, newestEventMs: last.eventMs, newestArrivalMs: last.atMs, beats, gaps, pauses };
}

const every = (ms: number, times = 20) => Array.from({ length: times }, () => ms);
const silentFor = (one: Pulse, silenceMs: number, declaredMs: number | null = null) =>
  judge(one, declaredMs, one.newestArrivalMs + silenceMs);

describe('the rhythm of a source', () => {
  it('is the gap that most of the time passes in, whatever comes in bursts', () => {
    expect(learntRhythm({ gaps: every(MINUTE_MS), pauses: [] })).toBe(MINUTE_MS);
    const bursts = every(0, 10).flatMap(() => [...every(50, 20), MINUTE_MS]);
    expect(learntRhythm({ gaps: bursts, pauses: [] })).toBe(MINUTE_MS);
  });

  it('is not known from a few arrivals, nor from a few minutes', () => {
    expect(learntRhythm({ gaps: every(HOUR_MS, 7), pauses: [] })).toBeNull();
    expect(learntRhythm({ gaps: every(1000, 250), pauses: [] })).toBeNull();
    expect(silentFor(pulse(every(1000, 20)), DAY_MS)).toMatchObject({ state: 'unknown', everyMs: null, rhythm: 'none' });
  });

  it('is never thought shorter than ten seconds', () => {
    expect(learntRhythm({ gaps: every(1500, 256), pauses: [] })).toBe(10_000);
  });

  it('is a habit when three long silences are alike, not when they are not', () => {
    const gaps = every(1000, 256);
    expect(learntRhythm({ gaps: [...gaps, ...every(MINUTE_MS)], pauses: [DAY_MS, 1.1 * DAY_MS, 0.9 * DAY_MS] })).toBe(DAY_MS);
    expect(learntRhythm({ gaps: every(MINUTE_MS), pauses: [HOUR_MS, DAY_MS, 2 * DAY_MS] })).toBe(MINUTE_MS);
  });

  it('is the longest habit, whatever comes between: a weekend between nights, a noon between nights', () => {
    const [noon, night, weekend] = [HOUR_MS, 16 * HOUR_MS, 64 * HOUR_MS];
    expect(learntRhythm({ gaps: every(MINUTE_MS), pauses: [night, night, weekend, night] })).toBe(night);
    expect(learntRhythm({ gaps: every(MINUTE_MS), pauses: [noon, night, noon, night, noon, night] })).toBe(night);
  });
});

describe('a source', () => {
  it.each([
    [3 * MINUTE_MS, 'onTime'],
    [3 * MINUTE_MS + 1, 'late'],
    [10 * MINUTE_MS, 'late'],
    [10 * MINUTE_MS + 1, 'lost'],
  ])('that comes every minute is, after %d ms of silence, %s', (silenceMs, state) => {
    expect(silentFor(pulse(every(MINUTE_MS)), silenceMs)).toMatchObject({ state, rhythm: 'learnt', everyMs: MINUTE_MS });
    expect(silentFor(pulse([]), silenceMs, MINUTE_MS)).toMatchObject({ state, rhythm: 'declared', everyMs: MINUTE_MS });
  });

  it('of the past is on time while it flows and complete when it stops', () => {
    const old = pulse(every(100, 40), { ageMs: 700 * DAY_MS });
    expect(silentFor(old, 30_000).state).toBe('onTime');
    expect(silentFor(old, 61_000).state).toBe('complete');
    expect(silentFor(old, 400 * DAY_MS).state).toBe('complete');
    const replayed = pulse(every(10_000, 60), { pace: 60, ageMs: DAY_MS });
    expect(silentFor(replayed, DAY_MS).state).toBe('complete');
    const caughtUp = pulse(every(10_000, 60), { pace: 60, ageMs: 59 * 600 * 1000 });
    expect(silentFor(caughtUp, DAY_MS).state).toBe('unknown');
  });

  it('that was declared is judged however old its events are', () => {
    expect(silentFor(pulse(every(MINUTE_MS), { ageMs: 700 * DAY_MS }), DAY_MS, MINUTE_MS).state).toBe('lost');
  });

  it('that is lost stands before one that is late, and that before all others', () => {
    const nowMs = START_MS + 2 * DAY_MS;
    const named = (source: string, silenceMs: number) => {
      const one = pulse(every(MINUTE_MS));
      const beats = one.beats.map(({ atMs, eventMs }) => ({ atMs: atMs + nowMs - silenceMs - one.newestArrivalMs, eventMs }));
      return { ...one, source, beats, newestArrivalMs: nowMs - silenceMs, newestEventMs: nowMs - silenceMs };
    };
    const pulses = [named('b', 0), named('a', 0), named('late', 5 * MINUTE_MS), named('lost', HOUR_MS)];
    const all = judgeAll(pulses, new Map(), { sinceMs: START_MS, nowMs, knowsAll: true });
    expect(all.map(({ source }) => source)).toEqual(['lost', 'late', 'a', 'b']);
  });

  it('that is declared and was never heard is told of after three rhythms of listening, where every source is known', () => {
    const declared = new Map([['Shop', MINUTE_MS]]);
    const told = (silenceMs: number, knowsAll = true) =>
      judgeAll([pulse([])], declared, { sinceMs: START_MS, nowMs: START_MS + silenceMs, knowsAll });
    expect(told(3 * MINUTE_MS).map(({ source }) => source)).toEqual(['shop']);
    const unheard = { source: 'Shop', state: 'unheard', rhythm: 'declared', everyMs: MINUTE_MS };
    expect(told(3 * MINUTE_MS + 1)[0]).toEqual({ ...unheard, newestEventMs: null, newestArrivalMs: null, events: 0 });
    expect(told(DAY_MS, false).map(({ source }) => source)).toEqual(['shop']);
    expect(
      judgeAll([{ ...pulse([]), source: 'Shop' }], declared, { sinceMs: START_MS, nowMs: START_MS + DAY_MS, knowsAll: true }),
    ).toHaveLength(1);
  });
});
