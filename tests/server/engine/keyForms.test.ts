/** Distinct keys are counted in several ways; which one is taken must not show in the answer. */
import { describe, expect, it } from 'vitest';
import { chooseKeyForms, type KeyForms, type KeySpace } from '../../../server/engine/keyForms.ts';
import { planQuery } from '../../../server/engine/plan.ts';
import { answerQuery } from '../../../server/engine/query.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { EPOCH, NOW_MS, openTestArchive } from './openArchive.ts';

const EVENTS = 3000;
const DAY_MS = 86_400_000;
const METRICS = ['customers', 'orders', 'aov', 'repeat_rate', 'churned', 'revenue'];
const GROUPINGS = [
  [],
  ['country'],
  ['segment', 'channel'],
  ['time:week'],
  ['time:day', 'country'],
  ['segment:current'],
  ['h3:3'],
  ['customer'],
];
const WINDOWS = [undefined, { from: '2024-01-05', to: '2024-01-20' }];

type Choose = typeof chooseKeyForms;
const forced =
  (form: 'pairs' | 'bits', isDense: boolean): Choose =>
  (_plan, _extent, { dictionaries }): KeyForms => ({ isDense, formOf: () => form, mostOf: (key) => dictionaries.size(key) });

describe('distinct keys', () => {
  it.each(GROUPINGS.map((groupBy) => [groupBy.join(', ') || 'nothing', groupBy] as const))(
    'are the same in every form by %s',
    async (_, groupBy) => {
      const { archive, registry, append, close } = await openTestArchive(DEFAULT_SETTINGS);
      append(events());
      const ask = (query: object, keyForms: Choose) =>
        answerQuery(planQuery(query, registry), { archive, registry, epoch: EPOCH, labelOf: () => null, keyForms }, NOW_MS);
      for (const time of WINDOWS) {
        const query = { metrics: METRICS, groupBy, ...(time && { time }), limit: 10_000 };
        const usual = await ask(query, chooseKeyForms);
        expect(usual.rows.length).toBeGreaterThan(0);
        for (const keyForms of [forced('pairs', false), forced('pairs', true), forced('bits', false)]) {
          expect((await ask(query, keyForms)).rows).toEqual(usual.rows);
        }
      }
      await close();
    },
  );

  const space = (rows: number, sizes: Record<string, number>): KeySpace => ({
    dictionaries: { size: (name) => sizes[name] ?? 10 },
    rows,
    fromMs: 0,
    toMs: 365 * DAY_MS,
    denseBits: 25,
  });
  const everything = { seq: 1, fromMs: null, toMs: null };

  it.each([
    ['all of many rows go in an array', {}, everything, 10_000_000, 'pairs', true],
    ['by weeks, which have no bounds, they are bits', { groupBy: ['time:week'] }, everything, 10_000_000, 'bits', false],
    ['few rows are not worth an array', {}, { ...everything, fromMs: 0, toMs: 60_000 }, 10_000_000, 'pairs', false],
    ['by many groups they are pairs', { groupBy: ['product'] }, everything, 10_000_000, 'pairs', false],
  ] as const)('%s', async (_, asked, extent, rows, form, isDense) => {
    const { registry, close } = await openTestArchive(DEFAULT_SETTINGS);
    const plan = planQuery({ metrics: ['customers'], ...asked }, registry);
    const forms = chooseKeyForms(plan, extent, space(rows, { customer: 500_000, product: 100_000 }));
    expect([forms.formOf('customer'), forms.isDense]).toEqual([form, isDense]);
    await close();
  });
});

/** Orders of several lines, people who come again, cancel and change segment, and events that lack this or that. */
function events(): ResolvedEvent[] {
  let state = 7;
  const pick = (count: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const none = { country: null, region: null, city: null, cell: null, segment: null, amount: null, unconverted: false };
  return Array.from({ length: EVENTS }, (_, at): ResolvedEvent => {
    const type = ['order.completed', 'order.completed', 'subscription.cancelled', 'profile.updated'][pick(4)] as string;
    return {
      ...none,
      id: `e${at}`,
      seq: at + 1,
      source: 'shop',
      type: `io.orrery.${type}`,
      timeMs: Date.UTC(2024, 0, 1) + pick(60) * DAY_MS + pick(DAY_MS),
      receivedMs: NOW_MS,
      subject: pick(10) === 0 ? null : `c${pick(400)}`,
      country: [null, 'DE', 'FR', 'US'][pick(4)] as string | null,
      cell: [null, '8f2830828052d25', '8f1f8d7a5a0b2c1'][pick(3)] as string | null,
      segment: [null, 'gold', 'silver'][pick(3)] as string | null,
      amount: pick(100) * 10_000,
      data: { order: `o${pick(900)}`, channel: ['web', 'store'][pick(2)] as string },
    };
  });
}
