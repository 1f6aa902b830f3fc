/** The segments landscape against queries and the oracle: nothing is lost on the ground, regions are the same numbers, points say nothing of who they are. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WALL } from '../../../server/access/scope.ts';
import { readLandscape } from '../../../server/insight/landscape.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { decodeLandscape, encodeLandscape, GROUND, type Landscape, NO_ANSWER, POINT_FLAGS } from '../../../src/protocol/landscape.ts';
import { NAMED_SEGMENTS } from '../../../src/protocol/people.ts';
import { peopleOf, standingOf } from '../../oracle/people.ts';
import { EPOCH, NOW_MS, openTestArchive } from '../engine/openArchive.ts';

const DAY_MS = 86_400_000;
const AXES = { x: { measure: 'lateness' }, z: { measure: 'frequency' } };
const OPERATOR = { kind: 'operator' } as const;

/** The same world every time: people of all rhythms, some who never ordered, some who answered. */
function world(people: number): ResolvedEvent[] {
  const events: ResolvedEvent[] = [];
  let state = 4400;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const add = (who: string, kind: 'order.completed' | 'survey.answered', day: number, more: Partial<ResolvedEvent>) =>
    events.push({
      ...{ seq: 0, source: 'shop', id: String(events.length), type: `io.orrery.${kind}`, subject: who },
      ...{ timeMs: NOW_MS - Math.round(day * DAY_MS), receivedMs: NOW_MS, data: {}, country: random() < 0.5 ? 'BR' : 'US' },
      ...{ region: null, city: null, cell: null, amount: null, unconverted: false, segment: null },
      ...more,
    } as ResolvedEvent);
  for (let at = 0; at < people; at++) {
    const who = `customer ${at}`;
    const cycle = 5 + random() * 120;
    const since = random() * 300;
    const orders = at % 17 === 0 ? 0 : 1 + Math.floor(random() * 12);
    for (let order = 0; order < orders; order++) {
      const amount = 10_000 * Math.round(5 + 200 * random());
      add(who, 'order.completed', since + order * cycle * (0.8 + 0.4 * random()), {
        amount,
        data: { category: random() < 0.5 ? 'Tea' : 'Coffee' },
      });
    }
    if (orders === 0 || random() < 0.6)
      add(who, 'survey.answered', since * random(), { data: { scale: 'csat5', score: 1 + Math.floor(5 * random()) } });
  }
  return events.sort((one, other) => one.timeMs - other.timeMs).map((event, at) => ({ ...event, seq: at + 1 }));
}

describe('the landscape', () => {
  const events = world(600);
  let archive: Awaited<ReturnType<typeof openTestArchive>>;
  beforeAll(async () => {
    archive = await openTestArchive(DEFAULT_SETTINGS);
    archive.append(events);
  });
  afterAll(() => archive.close());
  const ask = (more: object = {}, scope: Parameters<typeof readLandscape>[3] = OPERATOR): Promise<Landscape> =>
    readLandscape({ ...AXES, ...more }, { archive: archive.archive, registry: archive.registry, epoch: EPOCH }, NOW_MS, scope);

  it('lays all the revenue of those who have a place on the ground, and none twice', async () => {
    for (const more of [{}, { where: { country: ['BR'] } }, { time: { last: 'P90D' } }, { height: 'revenue_at_risk' }]) {
      const { ground, header } = await ask(more);
      const { height = 'revenue', ...query } = more as { height?: string };
      const { rows } = await archive.ask({ ...query, metrics: [height] });
      expect(ground.reduce((sum, value) => sum + value, 0)).toBeCloseTo(header.total, 0);
      expect(header.total).toBeCloseTo(Number(rows[0]?.[0]), 3);
    }
  });

  it('gives each region the numbers of the query that filters by it', async () => {
    const lasso = 'lasso:lateness:frequency:0.25_1_4_1_4_8_0.25_8';
    const { header } = await ask({ rules: [lasso], where: { country: ['US'] } });
    for (const { rule, people, revenue, answers, atRisk } of header.regions) {
      const where = { country: ['US'], 'segment:rule': [rule] };
      const { rows } = await archive.ask({ metrics: ['customers', 'revenue', 'csat', 'revenue_at_risk'], where });
      expect([people, answers]).toEqual([rows[0]?.[0], rows[0]?.[3]]);
      expect(revenue).toBeCloseTo(Number(rows[0]?.[1]), 3);
      expect(atRisk).toBeCloseTo(Number(rows[0]?.at(-1)), 3);
    }
    const named = header.regions.filter(({ rule }) => rule !== lasso);
    expect(named.map(({ rule }) => rule)).toEqual([...NAMED_SEGMENTS]);
    expect(named.reduce((sum, { people }) => sum + people, 0)).toBe(header.placed);
  });

  it('puts a point for each where the oracle finds them, and says whom the rule takes', async () => {
    const rule = 'box:frequency:2_';
    const { header, x, z, satisfied, flags, segment } = await ask({ chosen: [rule] });
    const people = [...peopleOf(events, events.length)].filter(([, { orders }]) => orders !== null);
    expect([header.perPoint, header.points]).toEqual([1, people.length]);
    const standing = (measure: 'lateness' | 'frequency') =>
      standingOf(new Map(people.map(([id, person]) => [id, person[measure] as number])));
    const [atX, atZ] = [standing('lateness'), standing('frequency')];
    const held = (at: number, { from, to }: { from: number; to: number }) => {
      const shore = 0.08 * (to - from);
      const over = Math.max(from + shore - at, at - to + shore);
      if (over <= 0) return at.toFixed(3);
      return (at < from + shore ? from + shore * Math.exp(-over / shore) : to - shore * Math.exp(-over / shore)).toFixed(3);
    };
    const places = people.map(([id, person]) =>
      [
        held(atX.get(id) as number, header.x),
        held(atZ.get(id) as number, header.z),
        (person.frequency as number) >= 2 ? 1 : 0,
        person.csat === null ? NO_ANSWER : Math.round(2 * person.csat),
      ].join(' '),
    );
    const shown = Array.from(x, (at, point) =>
      [
        at.toFixed(3),
        (z[point] as number).toFixed(3),
        ((flags[point] as number) & POINT_FLAGS.chosen) / POINT_FLAGS.chosen,
        satisfied[point],
      ].join(' '),
    );
    expect(shown.sort()).toEqual(places.sort());
    expect(segment.every((code) => code >= 1 && code <= NAMED_SEGMENTS.length)).toBe(true);
  });

  it('comes through bytes as it was, without a customer in them', async () => {
    const landscape = await ask({ rules: ['champions'] });
    const bytes = encodeLandscape(landscape);
    expect(decodeLandscape(bytes.buffer as ArrayBuffer)).toEqual(landscape);
    expect(Buffer.from(bytes).includes('customer ')).toBe(false);
    expect(() => decodeLandscape(bytes.buffer.slice(0, bytes.length - 1) as ArrayBuffer)).toThrow('cut off');
  });

  it('is read once for each state of the log', async () => {
    const [one, other] = [await ask(), await ask()];
    expect(other).toBe(one);
    expect(await ask({ asOf: { epoch: EPOCH, seq: 40 } })).not.toBe(one);
  });

  it('tells a wall of nobody, and of no small group', async () => {
    const { header, x, ground } = await ask({ rules: ['box:orders:12_'], time: { last: 'P3D' } }, WALL);
    const full = await ask({ rules: ['box:orders:12_'], time: { last: 'P3D' } });
    expect([header.points, x.length]).toEqual([0, 0]);
    expect(full.header.regions.some(({ people }) => people > 0 && people < 5)).toBe(true);
    expect(header.regions.every(({ people }) => people === 0 || people >= 5)).toBe(true);
    const small = full.header.regions.filter(({ people }) => people > 0 && people < 5).length;
    expect(header.suppressed).toBe(
      header.regions.filter(({ people }, at) => people === 0 && (full.header.regions[at]?.people ?? 0) > 0).length,
    );
    // Beside the small ones one that is not: all of them less those that are shown tell of nobody.
    expect(header.suppressed).toBeGreaterThan(small);
    const told = header.regions.slice(0, NAMED_SEGMENTS.length).reduce((sum, { people }) => sum + people, 0);
    expect(header.placed - told).toBeGreaterThanOrEqual(5);
    expect(ground.length).toBe(GROUND.width * GROUND.height);
    expect(ground.reduce((sum, value) => sum + value, 0)).toBeLessThan(full.header.total);
    await expect(ask({ where: { customer: ['customer 1'] } }, WALL)).rejects.toThrow(/not told to a wall/);
  });

  it('tells a wall nothing of a question that finds too few, nor figures that a few of many make', async () => {
    // From just before the third newest event: so many people at most.
    const third = events.filter(({ timeMs }) => timeMs <= NOW_MS).at(-3)?.timeMs ?? 0;
    const window = { time: { last: `PT${Math.ceil((NOW_MS - third) / 1000) + 1}S` } };
    const [few, full] = [await ask(window, WALL), await ask(window)];
    expect(full.header.people).toBeGreaterThan(0);
    expect(full.header.people).toBeLessThan(5);
    const { people, placed, total, revenue } = few.header;
    expect({ people, placed, total, revenue }).toEqual({ people: 0, placed: 0, total: 0, revenue: 0 });
    expect([few.ground.some((value) => value !== 0), few.header.regions.some((region) => region.people > 0)]).toEqual([false, false]);
    for (const last of ['P1D', 'P3D', 'P10D']) {
      const [told, all] = [await ask({ time: { last } }, WALL), await ask({ time: { last } })];
      for (const [at, region] of told.header.regions.entries()) {
        const own = all.header.regions[at];
        expect([0, own?.answers]).toContain(region.answers);
        expect([0, own?.atRisk]).toContain(region.atRisk);
        // Answers of one person at most each: fewer than five are fewer than five people's.
        if (region.answers > 0) expect(region.answers).toBeGreaterThanOrEqual(5);
      }
    }
  });

  it('tells a wall of no rule that differs from another by a few', async () => {
    const [many, fewer] = ['box:orders:1_', 'box:orders:2_'];
    const wide = await ask({ rules: [many, fewer] });
    const [all, some] = wide.header.regions.slice(-2).map(({ people }) => people) as [number, number];
    expect(all - some).toBeGreaterThanOrEqual(5);
    const near = 'box:revenue:0_:orders:1_';
    const { header } = await ask({ rules: [many, fewer, near] }, WALL);
    // Everybody who ordered brought something: the third is the first over again, and tells nothing more.
    expect(header.regions.slice(-3).map(({ people }) => people)).toEqual([all, some, all]);
    const spent = new Map<string, number>();
    for (const { subject, amount } of events)
      if (amount !== null) spent.set(String(subject), (spent.get(String(subject)) ?? 0) + amount / 10_000);
    const most = [...spent.values()].sort((one, other) => other - one);
    const edge = ((most[1] as number) + (most[2] as number)) / 2;
    const below = `box:revenue:_${edge}`;
    const told = await ask({ rules: [many, below] }, WALL);
    expect(told.header.regions.at(-1)).toMatchObject({ rule: below, people: 0 });
  });

  it('refuses what it cannot show', async () => {
    await expect(ask({ x: { measure: 'wealth' } })).rejects.toThrow(/x\.measure: unknown measure "wealth"/);
    await expect(ask({ x: { measure: 'lateness', from: 2, to: 1 } })).rejects.toThrow(/x\.from/);
    await expect(ask({ rules: ['rich'] })).rejects.toThrow(/rules\[0\]: "rich" is no rule/);
    await expect(ask({ asOf: { epoch: 'other', seq: 1 } })).rejects.toThrow(/other is not this log/);
  });
});

describe('few who lack a measure', () => {
  it('are not told to a wall by what all have less what stands on the land', async () => {
    const archive = await openTestArchive(DEFAULT_SETTINGS);
    const [order] = world(2).filter(({ type }) => type.endsWith('order.completed'));
    const [survey] = world(1).filter(({ type }) => type.endsWith('survey.answered'));
    const of = (event: ResolvedEvent | undefined, who: number, more: Partial<ResolvedEvent> = {}) => ({
      ...(event as ResolvedEvent),
      subject: `c${who}`,
      ...more,
    });
    // Forty buy and answer, three buy only, two answer only.
    const events = [
      ...Array.from({ length: 43 }, (_, at) => of(order, at, { amount: 10_000 * (100 + at) })),
      ...Array.from({ length: 42 }, (_, at) => of(survey, at < 40 ? at : 60 + at)),
    ].map((event, at) => ({ ...event, seq: at + 1, id: String(at) }));
    archive.append(events);
    const parts = { archive: archive.archive, registry: archive.registry, epoch: EPOCH };
    const ask = async (x: string, z: string, scope: Parameters<typeof readLandscape>[3]) => {
      const { header, ground } = await readLandscape({ x: { measure: x }, z: { measure: z } }, parts, NOW_MS, scope);
      return { ...header, laid: ground.reduce((sum, value) => sum + value, 0) };
    };
    const buyers = await ask('lateness', 'frequency', OPERATOR);
    expect([buyers.people, buyers.placed]).toEqual([45, 43]);
    expect(await ask('lateness', 'frequency', WALL)).toMatchObject({
      people: 45,
      placed: 45,
      revenue: buyers.revenue,
      total: buyers.revenue,
    });
    const answering = await ask('csat', 'contacts', OPERATOR);
    expect([answering.people, answering.placed, answering.revenue - answering.total]).toEqual([45, 42, 140 + 141 + 142]);
    const told = await ask('csat', 'contacts', WALL);
    expect(told).toMatchObject({ people: 45, placed: 45, revenue: answering.revenue, total: answering.revenue });
    // What the ground lacks of the whole is no sum of these three.
    expect(told.laid).toBeLessThan(answering.total - 1);
    await archive.close();
  });
});

describe('a crowd', () => {
  it('is shown as a sample that stays when one person comes', async () => {
    const archive = await openTestArchive(DEFAULT_SETTINGS);
    const first = world(3)[0] as ResolvedEvent;
    const many = Array.from({ length: 12_000 }, (_, at) => ({
      ...first,
      ...{
        seq: at + 1,
        id: String(at),
        subject: `c${at}`,
        type: 'io.orrery.order.completed',
        timeMs: NOW_MS - at * 60_000,
        amount: 10_000,
      },
    }));
    archive.append(many.slice(0, -1));
    const ask = () => readLandscape(AXES, { archive: archive.archive, registry: archive.registry, epoch: EPOCH }, NOW_MS, OPERATOR);
    const before = await ask();
    archive.append(many.slice(-1));
    const after = await ask();
    expect([before.header.perPoint, before.header.placed, after.header.placed]).toEqual([5, 11_999, 12_000]);
    expect(Math.abs(before.header.points - 2400)).toBeLessThanOrEqual(8);
    const keys = new Set(before.key);
    expect(Array.from(after.key).filter((key) => !keys.has(key)).length).toBeLessThanOrEqual(2);
    await archive.close();
  });
});
