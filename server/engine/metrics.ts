/** The registry of metrics: each is defined once; its SQL and its fold both come from its measures. */
import type { MetricInfo } from '../../src/protocol/catalog.ts';
import { FIXED_ONE } from '../log/resolvedEvent.ts';
import type { DeclaredMetric, Settings } from '../settings.ts';
import { decimalsOf, meanOf, meansOf, netPromoter, percentage, toDecimal, wholesOf } from './figures.ts';
import { ANYTHING, both, count, distinct, has, type Measure, repeat, scoreIn, sum, typeIs, unopened, type Whole } from './measures.ts';

/** A figure of an answer and, where it has an interval, its n, low and high. */
type Figures = readonly (number | null)[];

export interface Metric extends MetricInfo {
  readonly measures: readonly Measure[];
  /** The figures of a group from the totals of its measures, in their order (0 where a measure applied to nothing). */
  finish(totals: readonly Whole[]): Figures;
  /** The same for `count` groups at once, by measure, where the figure is one and all totals are safe: NaN for null; false where it cannot. */
  finishMany?(totals: readonly Float64Array[], count: number, into: Float64Array): boolean;
  /** Counts the cases behind it, where no count follows it in answers. */
  readonly behind?: Measure;
}

/** Columns that follow a metric with an interval. */
export const INTERVAL_COLUMNS = ['n', 'low', 'high'] as const;

const completed = typeIs('orderCompleted');
const REVENUE = sum('revenue', 'amount', { condition: completed });
const ORDERS = distinct('orders', 'order', completed);
const CSAT_SCORES = count('csat5 scores', scoreIn('csat5'));
const CES_SCORES = count('ces7 scores', scoreIn('ces7'));

type Finish = Pick<Metric, 'finish' | 'finishMany'>;
const money: Finish = { finish: ([fixed = 0]) => [toDecimal(fixed)], finishMany: decimalsOf };
/** A whole number, as it is. */
export const whole: Finish = { finish: ([number = 0]) => [Number(number)], finishMany: wholesOf };
const share = ([cases = 0, n = 0]: readonly Whole[]): Figures => percentage(cases, n);
/** Mean of a field in 1/10,000ths. */
const mean: Finish = { finish: ([fixed = 0, n = 0]) => [meanOf(fixed, n)], finishMany: meansOf };

type Assumed = 'interval' | 'sums' | 'ratio' | 'cases' | 'better';
type Definition = Omit<Metric, Assumed | 'fold'> & Partial<Pick<Metric, Exclude<Assumed, 'cases'>>>;

/** A metric, with what most of them have in common. */
export function define(definition: Definition): Metric {
  const cases = definition.behind !== undefined;
  return { interval: false, sums: false, ratio: false, cases, better: 'higher', fold: foldOf(definition.measures), ...definition };
}

function foldOf(measures: readonly Measure[]): MetricInfo['fold'] {
  if (measures.some((measure) => measure.kind === 'archive')) return 'archive';
  return measures.every((measure) => measure.kind === 'sum') ? 'additive' : 'keyed';
}

/** Every metric of a workspace, the declared ones last. */
export function createMetrics(settings: Pick<Settings, 'currency' | 'metrics'>): ReadonlyMap<string, Metric> {
  const metrics = [...salesMetrics(settings.currency), ...surveyMetrics(), ...serviceMetrics(), ...settings.metrics.map(declaredMetric)];
  return new Map(metrics.map((metric) => [metric.id, metric]));
}

function salesMetrics(currency: string): Metric[] {
  return [
    define({
      id: 'events',
      label: 'Events',
      unit: 'count',
      formula: 'Number of events.',
      measures: [count('events')],
      ...whole,
      sums: true,
      better: 'neither',
    }),
    define({
      id: 'revenue',
      label: 'Revenue',
      unit: currency,
      formula: `Sum of the amounts of completed orders (gross, before refunds), in ${currency} at the rate of the event's time.`,
      measures: [REVENUE],
      behind: ORDERS,
      ...money,
      sums: true,
    }),
    define({
      id: 'revenue_at_risk',
      label: 'Revenue at risk',
      unit: currency,
      formula:
        'Revenue of customers whose latest score before the end of the window, anywhere in the log, is below the target of its scale (csat5 at most 3, nps at most 6, ces7 at most 4); of several at one instant, one below counts.',
      measures: [{ kind: 'archive', id: 'revenueAtRisk' }],
      ...money,
      sums: true,
      better: 'lower',
    }),
    define({
      id: 'refunds',
      label: 'Refunds',
      unit: currency,
      formula: `Sum of the amounts refunded, as positive numbers, at the time of the refund, in ${currency}.`,
      measures: [sum('refunds', 'amount', { condition: typeIs('orderRefunded'), unsigned: true })],
      behind: count('refunded orders', typeIs('orderRefunded')),
      ...money,
      sums: true,
      better: 'lower',
    }),
    define({
      id: 'orders',
      label: 'Orders',
      unit: 'count',
      formula:
        'Distinct orders among completed orders: one for each source and order number (the event id where there is no order number).',
      measures: [ORDERS],
      ...whole,
    }),
    define({
      id: 'units',
      label: 'Units',
      unit: 'count',
      formula: 'Sum of the quantities of completed orders; an event without a quantity counts 1.',
      measures: [sum('units', 'quantity', { condition: completed, absent: FIXED_ONE })],
      behind: ORDERS,
      ...money,
      sums: true,
    }),
    define({
      id: 'customers',
      label: 'Customers',
      unit: 'count',
      formula: 'Distinct customers (subjects) of the matching events.',
      measures: [distinct('customers', 'customer', ANYTHING)],
      ...whole,
    }),
    define({
      id: 'aov',
      label: 'Average order value',
      unit: currency,
      formula: 'Revenue divided by orders.',
      measures: [REVENUE, ORDERS],
      behind: ORDERS,
      ratio: true,
      ...mean,
    }),
    define({
      id: 'repeat_rate',
      label: 'Repeat rate',
      unit: '%',
      formula: 'Share of ordering customers who have two or more orders among the matching events of the group.',
      measures: [repeat('customers with two orders', completed), distinct('ordering customers', 'customer', completed)],
      finish: share,
      interval: true,
      ratio: true,
    }),
  ];
}

function surveyMetrics(): Metric[] {
  return [
    define({
      id: 'csat',
      label: 'Satisfied',
      unit: '%',
      formula: 'Share of scores on the scale csat5 (1-5) that are 4 or 5.',
      measures: [count('csat5 scores of 4-5', scoreIn('csat5', 4)), CSAT_SCORES],
      finish: share,
      interval: true,
      ratio: true,
    }),
    define({
      id: 'csat_mean',
      label: 'Satisfaction score',
      unit: 'score',
      formula: 'Mean of the scores on the scale csat5 (1-5).',
      measures: [sum('csat5 points', 'score', { condition: scoreIn('csat5') }), CSAT_SCORES],
      behind: CSAT_SCORES,
      ratio: true,
      range: [1, 5],
      ...mean,
    }),
    define({
      id: 'nps',
      label: 'Net promoter score',
      unit: 'points',
      formula: 'Share of nps scores (0-10) of 9-10 minus share of 0-6, in points from -100 to 100.',
      measures: [
        count('nps scores of 9-10', scoreIn('nps', 9)),
        count('nps scores of 0-6', scoreIn('nps', -Infinity, 6)),
        count('nps scores', scoreIn('nps')),
      ],
      finish: ([promoters = 0, detractors = 0, n = 0]) => netPromoter(promoters, detractors, n),
      interval: true,
      ratio: true,
    }),
    define({
      id: 'ces',
      label: 'Ease score',
      unit: 'score',
      formula: 'Mean of the scores on the scale ces7 (1-7).',
      measures: [sum('ces7 points', 'score', { condition: scoreIn('ces7') }), CES_SCORES],
      behind: CES_SCORES,
      ratio: true,
      range: [1, 7],
      ...mean,
    }),
    define({
      id: 'responses',
      label: 'Responses',
      unit: 'count',
      formula: 'Number of events with a score, on any scale or none.',
      measures: [count('scores', has('score'))],
      ...whole,
      sums: true,
      better: 'neither',
    }),
  ];
}

function serviceMetrics(): Metric[] {
  const handled = both(typeIs('contactClosed'), has('duration_s'));
  const timed = count('timed contacts', handled);
  return [
    define({
      id: 'contacts',
      label: 'Contacts',
      unit: 'count',
      formula:
        'Opened contacts, and closed ones for which no opening stands anywhere in the log (same source and contact number; the event id where there is none).',
      measures: [count('opened contacts', typeIs('contactOpened')), unopened('contacts closed without an opening')],
      finish: ([opened = 0, closed = 0]) => [Number(opened) + Number(closed)],
      sums: true,
      better: 'lower',
    }),
    define({
      id: 'fcr',
      label: 'First-contact resolution',
      unit: '%',
      formula:
        'Of closed contacts, the share that say they were resolved with no other contact of the same customer, anywhere in the log, in the 7 days after.',
      measures: [
        { kind: 'archive', id: 'fcrResolved' },
        { kind: 'archive', id: 'fcrCases' },
      ],
      finish: share,
      interval: true,
      ratio: true,
    }),
    define({
      id: 'aht',
      label: 'Average handling time',
      unit: 's',
      formula: 'Mean duration of the closed contacts that have one, in seconds.',
      measures: [sum('handling time', 'duration_s', { condition: handled }), timed],
      behind: timed,
      ratio: true,
      ...mean,
      better: 'lower',
    }),
    define({
      id: 'churned',
      label: 'Churned customers',
      unit: 'count',
      formula: 'Distinct customers who cancelled a subscription.',
      measures: [distinct('cancelling customers', 'customer', typeIs('subscriptionCancelled'))],
      ...whole,
      better: 'lower',
    }),
    define({
      id: 'churn_rate',
      label: 'Churn rate',
      unit: '%',
      formula:
        'Of the customers whose latest subscription event in the group before the start of the window is a start, the share who cancelled in the window; by time, each bucket is a window. Without a start: no cases.',
      measures: [
        { kind: 'archive', id: 'churnLost' },
        { kind: 'archive', id: 'churnActive' },
      ],
      finish: share,
      interval: true,
      ratio: true,
      better: 'lower',
    }),
  ];
}

function declaredMetric({ id, fold, field, unit }: DeclaredMetric): Metric {
  const name = `data.${field}`;
  const total = sum(`sum of ${name}`, name);
  const behind = count(`events with ${name}`, has(name));
  const shared = { id, label: id, unit, better: 'neither' as const, behind };
  if (fold === 'sum')
    return define({ ...shared, formula: `Sum of ${name} over all events that have it.`, measures: [total], ...money, sums: true });
  return define({
    ...shared,
    formula: `Mean of ${name} over all events that have it.`,
    measures: [total, behind],
    ratio: true,
    ...mean,
  });
}
