/** What is called unusual, of counts that a wall is told. */
import { expect, it } from 'vitest';
import { readTicker } from '../../../server/insight/ticker.ts';
import type { Query, QueryAnswer } from '../../../src/protocol/query.ts';

const NEWEST_MS = Date.parse('2024-05-01T12:00:00Z');
const HOUR_MS = 3_600_000;
/** Eight times the hour. */
const BEFORE = 8;

/** Orders of categories: those of fewer than five, each of another customer, are kept back. */
function answerOf(ordersOf: (isNow: boolean) => ReadonlyMap<string, number>) {
  return async ({ groupBy = [], metrics, time }: Query): Promise<QueryAnswer> => {
    const { from = '', to = '' } = time as { readonly from?: string; readonly to?: string };
    const isNow = Date.parse(to) - Date.parse(from) === HOUR_MS;
    const orders = ordersOf(isNow);
    const total = [...orders.values()].reduce((sum, count) => sum + count, 0);
    const told = [...orders].filter(([, count]) => count >= 5);
    const isTold = metrics.includes('orders') && (groupBy.length === 0 || groupBy[0] === 'category');
    const rows = groupBy.length === 0 ? [metrics.map((metric) => (metric === 'orders' ? total : 0))] : told;
    return { rows: isTold ? rows : [], labels: {} } as unknown as QueryAnswer;
  };
}

const usual = (times: number, large = 20) =>
  new Map([
    ...['a', 'b', 'c', 'd'].map((id) => [id, (id === 'a' ? large : 20) * times] as const),
    ...Array.from({ length: 40 }, (_, at) => [`rare ${at}`, 3 * times] as const),
  ]);

it('takes nothing for unusual because rarer things are kept back in an hour that are told of eight', async () => {
  const { items } = await readTicker(
    answerOf((isNow) => usual(isNow ? 1 : BEFORE)),
    NEWEST_MS,
  );
  expect(items.map(({ kind, now }) => [kind, now])).toEqual([['most', 20]]);
});

it('says what is unusual, with what it would be by its share of everything', async () => {
  const { items } = await readTicker(
    answerOf((isNow) => (isNow ? usual(1, 50) : usual(BEFORE))),
    NEWEST_MS,
  );
  expect(items.map(({ id, now, usual: by }) => [id, now, by])).toEqual([['more orders category a', 50, 23]]);
});
