/** Distinct keys are counted in several ways; which one is taken must not show in the answer. */
import { describe, expect, it } from 'vitest';
import { type AnswerForms, type ArchiveSpace, chooseForms } from '../../../server/engine/answerForms.ts';
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
const NARROWED = [{}, { time: { from: '2024-01-05', to: '2024-01-20' } }, { where: { country: ['DE', null], channel: ['web'] } }];

type Choose = typeof chooseForms;
const forced =
  (form: 'pairs' | 'bits', isDense: boolean, keepsMatching: boolean): Choose =>
  (_plan, _extent, { dictionaries }): AnswerForms => ({
    isDense,
    keepsMatching,
    countsUnconverted: true,
    formOf: () => form,
    mostOf: (key) => dictionaries.size(key),
  });

describe('distinct keys', () => {
  it.each(GROUPINGS.map((groupBy) => [groupBy.join(', ') || 'nothing', groupBy] as const))(
    'are the same in every form by %s',
    async (_, groupBy) => {
      const { archive, registry, append, close } = await openTestArchive(DEFAULT_SETTINGS);
      append(events());
      const ask = (query: object, choose: Choose) =>
        answerQuery(planQuery(query, registry), { archive, registry, epoch: EPOCH, labelOf: () => null, choose }, NOW_MS);
      for (const narrowed of NARROWED) {
        const query = { metrics: METRICS, groupBy, ...narrowed, limit: 10_000 };
        const usual = await ask(query, chooseForms);
        expect(usual.rows.length).toBeGreaterThan(0);
        for (const choose of [forced('pairs', false, true), forced('pairs', true, false), forced('bits', false, true)]) {
          expect((await ask(query, choose)).rows).toEqual(usual.rows);
        }
      }
      await close();
    },
  );

  const space = (rows: number, sizes: Record<string, number>): ArchiveSpace => ({
    dictionaries: { size: (name) => sizes[name] ?? 10 },
    rows,
    unconverted: 0,
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
    const forms = chooseForms(plan, extent, space(rows, { customer: 500_000, product: 100_000 }));
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
