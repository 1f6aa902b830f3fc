/** Random events of a shop, and questions whose answers they change. */
import type { Query } from '../../src/protocol/query.ts';

const COUNTRIES = ['DE', 'FR', 'BR', 'US', 'JP', 'IN', null];
const SEGMENTS = ['new', 'loyal', 'lost'];

export const SHOP_QUERIES: readonly Query[] = [
  { metrics: ['revenue', 'orders'], groupBy: ['country'] },
  { metrics: ['events', 'customers'] },
  { metrics: ['orders', 'units'], groupBy: ['product'] },
  { metrics: ['csat', 'responses'], groupBy: ['country'] },
  { metrics: ['revenue'], groupBy: ['product'], limit: 10 },
  { metrics: ['customers'], groupBy: ['type'] },
  { metrics: ['revenue', 'aov'], groupBy: ['country', 'product'], where: { country: ['DE', 'BR', null] } },
  { metrics: ['repeat_rate'] },
];

/** An order or an answered survey, an hour apart from the next. */
export function shopEvent(random: () => number, number: number): Readonly<Record<string, unknown>> {
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const isOrder = random() < 0.7;
  const country = pick(COUNTRIES);
  return {
    type: isOrder ? 'io.orrery.order.completed' : 'io.orrery.survey.answered',
    subject: `c${Math.floor(random() * 300)}`,
    time: new Date(Date.UTC(2024, 0, 1) + (number % 8000) * 3_600_000).toISOString(),
    data: {
      ...(country ? { country } : {}),
      segment: pick(SEGMENTS),
      ...(isOrder
        ? { product: `p${Math.floor(random() * 40)}`, amount: Math.floor(random() * 10_000) / 100, quantity: 1 + Math.floor(random() * 3) }
        : { score: 1 + Math.floor(random() * 5), scale: 'csat5' }),
    },
  };
}
