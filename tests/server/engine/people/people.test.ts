/** People chosen by rules: whoever the oracle finds by the definitions, now and as of any earlier event; they leave as well as enter. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResolvedEvent } from '../../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../../server/settings.ts';
import { NAMED_SEGMENTS } from '../../../../src/protocol/people.ts';
import type { Query } from '../../../../src/protocol/query.ts';
import { expectSameAnswer } from '../../../oracle/compare.ts';
import { answer } from '../../../oracle/oracle.ts';
import { type Person, peopleOf, scoreOf, standingOf } from '../../../oracle/people.ts';
import { EPOCH, NOW_MS, openTestArchive } from '../openArchive.ts';

const DAY_MS = 86_400_000;
const WORKSPACE = { settings: DEFAULT_SETTINGS, epoch: EPOCH, nowMs: NOW_MS };
const DRAFT = fc.record({
  who: fc.option(fc.constantFrom('ana', 'ben', 'cy', 'dee', 'eve', 'fay'), { nil: null, freq: 12 }),
  kind: fc.constantFrom('order', 'order', 'order', 'order', 'refund', 'survey', 'contact', 'closed', 'closed'),
  day: fc.integer({ min: 0, max: 700 }),
  order: fc.constantFrom(undefined, undefined, '1', '2', '3'),
  category: fc.constantFrom('Coffee', 'Tea', undefined),
  amount: fc.integer({ min: -20, max: 500 }),
  isUnconverted: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  score: fc.integer({ min: 1, max: 5 }),
  isEarly: fc.integer({ min: 0, max: 19 }).map((roll) => roll === 0),
});
const TYPES = {
  order: 'io.orrery.order.completed',
  refund: 'io.orrery.order.refunded',
  survey: 'io.orrery.survey.answered',
  contact: 'io.orrery.contact.opened',
  closed: 'io.orrery.contact.closed',
} as const;

function toEvents(drafts: readonly (typeof DRAFT extends fc.Arbitrary<infer Draft> ? Draft : never)[]): ResolvedEvent[] {
  return drafts.map(({ who, kind, day, order, category, amount, isUnconverted, score, isEarly }, at) => {
    const timeMs = NOW_MS - 700 * DAY_MS + day * DAY_MS;
    return {
      seq: at + 1,
      source: 'shop',
      id: String(at),
      type: TYPES[kind as keyof typeof TYPES],
      subject: who,
      timeMs,
      receivedMs: isEarly ? timeMs - (at % 2 === 0 ? DAY_MS : 2 * DAY_MS) : NOW_MS,
      data: {
        ...(kind === 'order' && order !== undefined ? { order: `${who}-${order}` } : {}),
        ...(category === undefined ? {} : { category }),
        ...(kind === 'survey' ? { score, scale: 'csat5' } : {}),
        // Opened by one, it may be closed with another.
        ...((kind === 'contact' || kind === 'closed') && order !== undefined ? { contact: `${order}-${day % 3}` } : {}),
      },
      country: null,
      region: null,
      city: null,
      cell: null,
      amount: (kind === 'order' || kind === 'refund') && !isUnconverted ? amount * 10_000 : null,
      unconverted: (kind === 'order' || kind === 'refund') && isUnconverted,
      segment: null,
    } as ResolvedEvent;
  });
}

/** Those whose measure is scored from 4 on, among all who have it. */
const scoredHigh =
  (measure: 'recency' | 'frequency' | 'revenue', isLeastBest = false) =>
  (person: Person, people: readonly Person[]): boolean => {
    const own = person[measure];
    const all = people.flatMap(({ [measure]: value }) => value ?? []);
    return own !== null && scoreOf(all, own, isLeastBest) >= 4;
  };

type Takes = (person: Person, people: readonly Person[]) => boolean;
const RULES: readonly (readonly [rule: string, takes: Takes | null])[] = [
  ['box:lateness:1_', ({ lateness }) => lateness !== null && lateness >= 1],
  [
    'box:lateness:_2:frequency:1.5_6',
    ({ lateness, frequency }) => lateness !== null && lateness < 2 && frequency !== null && frequency >= 1.5 && frequency < 6,
  ],
  ['box:recency:_100:orders:2_', ({ recency, orders }) => recency !== null && recency < 100 && orders !== null && orders >= 2],
  ['box:csat:50_', ({ csat }) => csat !== null && csat >= 50],
  ['box:contacts:1_', ({ contacts }) => contacts >= 1],
  ['box:revenue:300_', ({ revenue }) => revenue !== null && revenue >= 3_000_000],
  ['box:revenue:_0', ({ revenue }) => revenue !== null && revenue < 0],
  ['box:aov:50_200', ({ revenue, orders }) => revenue !== null && orders !== null && revenue / orders >= 5e5 && revenue / orders < 2e6],
  ['box:tenure:365_', ({ tenure }) => tenure !== null && tenure >= 365],
  ['box:recencyScore:4_', scoredHigh('recency', true)],
  ['box:frequencyScore:4_', scoredHigh('frequency')],
  ['box:moneyScore:4_', scoredHigh('revenue')],
  // A diamond around one cycle and two orders a year, by where people stand: a rhombus on axes of doublings.
  ['lasso:lateness:frequency:0.25_2_1_0.5_4_2_1_8', null],
];

function inDiamond(people: ReadonlyMap<string, Person>): string[] {
  const standing = (measure: 'lateness' | 'frequency') =>
    standingOf(new Map([...people].flatMap(([id, { [measure]: value }]) => (value === null ? [] : [[id, value]]))));
  const [x, z] = [standing('lateness'), standing('frequency')];
  return [...x.keys()].filter((id) => Math.abs(x.get(id) as number) + Math.abs((z.get(id) as number) - 1) < 2);
}

describe('people chosen by a rule', () => {
  it('are those of the definitions, while events come in, and as of any earlier one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(DRAFT, { minLength: 4, maxLength: 60 }),
        fc.nat(RULES.length - 1),
        fc.nat(60),
        async (drafts, pick, earlier) => {
          const events = toEvents(drafts);
          const [rule, takes] = RULES[pick] as (typeof RULES)[number];
          const archive = await openTestArchive(DEFAULT_SETTINGS);
          try {
            const half = events.length >> 1;
            for (const part of [events.slice(0, half), events.slice(half)]) {
              archive.append(part);
              const until = part.at(-1)?.seq ?? 0;
              for (const seq of [until, Math.min(earlier, until)]) {
                if (seq === 0) continue;
                const people = peopleOf(events, seq);
                const members =
                  takes === null
                    ? inDiamond(people)
                    : [...people].flatMap(([id, person]) => (takes(person, [...people.values()]) ? [id] : []));
                const asOf = { epoch: EPOCH, seq };
                const base: Query = { metrics: ['events', 'revenue', 'orders', 'customers', 'csat'], groupBy: ['category'], asOf };
                const nobody = ['\u0001 nobody'];
                const expected = answer(events, { ...base, where: { customer: members.length > 0 ? members : nobody } }, WORKSPACE);
                expectSameAnswer(await archive.ask({ ...base, where: { 'segment:rule': [rule] } }), expected);
                expectSameAnswer(await archive.ask({ ...base, where: { [`people:${rule}`]: ['in'] } }), expected);
                const split = await archive.ask({ metrics: ['events', 'customers'], groupBy: [`people:${rule}`], asOf });
                expect(split.rows.find(([id]) => id === 'in')?.[2] ?? 0).toBe(new Set(members).size);
                expect(split.rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(seq);
              }
            }
          } finally {
            await archive.close();
          }
        },
      ),
      { seed: 4400, numRuns: 30 },
    );
  });

  it('stand each in one named segment, as filter and as group, once they have ordered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(DRAFT, { minLength: 10, maxLength: 60 }), async (drafts) => {
        const events = toEvents(drafts);
        const archive = await openTestArchive(DEFAULT_SETTINGS);
        try {
          archive.append(events);
          const metrics = ['events', 'customers', 'revenue'];
          const { rows } = await archive.ask({ metrics, groupBy: ['segment:rule'] });
          const all = peopleOf(events, events.length);
          const buyers = [...all.values()].filter(({ orders }) => orders !== null).length;
          expect(rows.reduce((sum, [id, , people]) => sum + (id === null ? 0 : Number(people)), 0)).toBe(buyers);
          expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(events.length);
          for (const id of [...NAMED_SEGMENTS, null]) {
            const [alone] = (await archive.ask({ metrics, where: { 'segment:rule': [id] } })).rows;
            expect(alone).toEqual(rows.find(([of]) => of === id)?.slice(1) ?? [0, 0, 0]);
          }
        } finally {
          await archive.close();
        }
      }),
      { seed: 4401, numRuns: 6 },
    );
  });

  it('leave when time passes and come back with an order', async () => {
    const order = (seq: number, who: 'ana' | 'ben' | 'cy', day: number) =>
      ({
        ...toEvents([
          { who, kind: 'order', day, order: undefined, category: 'Tea', amount: 5, isUnconverted: false, score: 1, isEarly: false },
        ])[0],
        seq,
        id: String(seq),
      }) as ResolvedEvent;
    const archive = await openTestArchive(DEFAULT_SETTINGS);
    const late = async () => {
      const { rows } = await archive.ask({ metrics: ['events'], groupBy: ['customer'], where: { 'segment:rule': ['box:lateness:2_'] } });
      return rows.map(([who]) => who);
    };
    archive.append([order(1, 'ana', 0), order(2, 'ana', 10), order(3, 'ben', 12), order(4, 'ben', 112)]);
    expect(await late()).toEqual(['ana']);
    archive.append([order(5, 'ana', 115)]);
    expect(await late()).toEqual([]);
    archive.append([order(6, 'cy', 400)]);
    expect(await late()).toEqual(['ana', 'ben']);
    await archive.close();
  });

  it('have the contacts that the figure of that name counts: opened ones, and closed ones until somebody opens them', async () => {
    const contact = (seq: number, kind: 'contact' | 'closed', who: 'ana' | 'ben', order: '1' | '2' | '3') =>
      ({
        ...toEvents([{ who, kind, day: 9, order, category: 'Tea', amount: 5, isUnconverted: false, score: 1, isEarly: false }])[0],
        seq,
        id: String(seq),
      }) as ResolvedEvent;
    const archive = await openTestArchive(DEFAULT_SETTINGS);
    const twice = async () => {
      const ask = (where: Query['where']) => archive.ask({ metrics: ['contacts'], groupBy: ['customer'], where: { ...where } });
      const counted = (await ask({})).rows.flatMap(([who, count]) => (Number(count) >= 2 ? [who] : []));
      const found = (await ask({ 'segment:rule': ['box:contacts:2_'] })).rows.map(([who]) => who);
      expect(found).toEqual(counted);
      return found;
    };
    archive.append([contact(1, 'closed', 'ana', '1'), contact(2, 'closed', 'ana', '2'), contact(3, 'contact', 'ben', '3')]);
    expect(await twice()).toEqual(['ana']);
    // Somebody else had opened one of them: its event comes later.
    archive.append([contact(4, 'contact', 'ben', '2')]);
    expect(await twice()).toEqual(['ben']);
    await archive.close();
  });

  it('are refused with a word on what is wrong', async () => {
    const archive = await openTestArchive(DEFAULT_SETTINGS);
    const ask = async (value: string) => archive.ask({ metrics: ['events'], where: { 'segment:rule': [value] } });
    await expect(ask('rich')).rejects.toThrow(/where\.segment:rule: "rich" is no rule: must be one of champions/);
    await expect(ask('box:wealth:1_')).rejects.toThrow(/unknown measure "wealth"; known are lateness/);
    await expect(ask('box:lateness:1')).rejects.toThrow(/must be FROM_TO/);
    await expect(ask("box:lateness:1_'; DROP TABLE events")).rejects.toThrow(/is no number/);
    await expect(ask('lasso:lateness:frequency:1_1_2_2')).rejects.toThrow(/3 to 64 corners/);
    await archive.close();
  });
});
