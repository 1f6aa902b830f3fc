/** Every metric by its definition, from the events of a group. */
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import type { Settings } from '../../server/settings.ts';
import { tenThousandths, toDouble } from './exact.ts';
import { idText, valueAt } from './reading.ts';

export interface Group {
  readonly groupBy: readonly string[];
  readonly ids: readonly (string | null)[];
  readonly events: readonly ResolvedEvent[];
}

/** Everything the answer may see. */
export interface Log {
  readonly events: readonly ResolvedEvent[];
  readonly openedContacts: ReadonlySet<string>;
  eventsOf(customer: string): readonly ResolvedEvent[];
  contactOf(event: ResolvedEvent): string;
}

interface Context {
  readonly log: Log;
  readonly settings: Settings;
  /** Start and end of the query's window. */
  readonly from: number | null;
  readonly to: number | null;
  /** Whether an event of any time belongs to the group. */
  belongs(event: ResolvedEvent): boolean;
}

type Figures = (number | null)[];

export const intervalMetrics: ReadonlySet<string> = new Set(['csat', 'nps', 'fcr', 'churn_rate', 'repeat_rate']);

const WEEK_MS = 604_800_000;
const ONE = 10_000n;

export function unitOf(metric: string, { currency, metrics }: Settings): string {
  if (['revenue', 'revenue_at_risk', 'refunds', 'aov'].includes(metric)) return currency;
  if (metric === 'nps') return 'points';
  if (intervalMetrics.has(metric)) return '%';
  if (metric === 'csat_mean' || metric === 'ces') return 'score';
  if (metric === 'aht') return 's';
  return metrics.find(({ id }) => id === metric)?.unit ?? 'count';
}

export function figuresOf(metric: string, group: Group, context: Context): Figures {
  const { events } = group;
  const [beside, count] = metric.split('.') as [string, string?];
  if (count === 'n') return [casesOf(beside, group, context.settings)];
  if (count === 'customers') return [customersBehind(beside, group, context)];
  const of = (name: string) => events.filter(({ type }) => type === `io.orrery.${name}`);
  const orders = of('order.completed');
  const scores = (scale: string) =>
    events.flatMap(({ data }) => {
      const score = tenThousandths(data.score);
      return data.scale === scale && score !== null ? [score] : [];
    });
  switch (metric) {
    case 'events':
      return [events.length];
    case 'revenue':
      return [decimal(sum(orders.map(({ amount }) => BigInt(amount ?? 0))))];
    case 'revenue_at_risk': {
      const unhappy = orders.filter(({ subject }) => isUnhappy(idText(subject), context));
      return [decimal(sum(unhappy.map(({ amount }) => BigInt(amount ?? 0))))];
    }
    case 'refunds':
      return [decimal(sum(of('order.refunded').map(({ amount }) => BigInt(Math.abs(amount ?? 0)))))];
    case 'orders':
      return [distinct(orders.map(orderOf)).size];
    case 'units':
      return [decimal(sum(orders.map(({ data }) => tenThousandths(data.quantity) ?? ONE)))];
    case 'customers':
      return [customersOf(events).size];
    case 'aov':
      return [toDouble(sum(orders.map(({ amount }) => BigInt(amount ?? 0))), ONE * BigInt(distinct(orders.map(orderOf)).size))];
    case 'csat':
      return share(scores('csat5').filter((score) => score >= 4n * ONE).length, scores('csat5').length);
    case 'csat_mean':
      return [mean(scores('csat5'))];
    case 'nps':
      return promoters(scores('nps'));
    case 'ces':
      return [mean(scores('ces7'))];
    case 'responses':
      return [events.filter(({ data }) => tenThousandths(data.score) !== null).length];
    case 'contacts':
      return [events.filter((event) => isContact(event, context.log)).length];
    case 'fcr': {
      const cases = of('contact.closed');
      return share(cases.filter((event) => event.data.resolved === true && !isFollowed(event, context.log)).length, cases.length);
    }
    case 'aht':
      return [mean(of('contact.closed').flatMap(({ data }) => tenThousandths(data.duration_s) ?? []))];
    case 'churned':
      return [customersOf(of('subscription.cancelled')).size];
    case 'churn_rate':
      return churn(group, context);
    case 'repeat_rate': {
      const buyers = [...customersOf(orders)];
      const again = buyers.filter((buyer) => distinct(orders.filter(({ subject }) => idText(subject) === buyer).map(orderOf)).size >= 2);
      return share(again.length, buyers.length);
    }
    default:
      return declared(metric, events, context.settings);
  }
}

/** What a mean is over, and what a sum was made of. */
function casesOf(metric: string, { events }: Group, { metrics }: Settings): number {
  const of = (name: string) => events.filter(({ type }) => type === `io.orrery.${name}`);
  const answers = (scale: string) => events.filter(({ data }) => data.scale === scale && tenThousandths(data.score) !== null).length;
  switch (metric) {
    case 'revenue':
    case 'units':
    case 'aov':
      return distinct(of('order.completed').map(orderOf)).size;
    case 'refunds':
      return of('order.refunded').length;
    case 'csat_mean':
      return answers('csat5');
    case 'ces':
      return answers('ces7');
    case 'aht':
      return of('contact.closed').filter(({ data }) => tenThousandths(data.duration_s) !== null).length;
    default:
      return events.filter((event) => hasOwn(metric, event, metrics)).length;
  }
}

/** How many customers a figure is made of. */
function customersBehind(metric: string, group: Group, context: Context): number {
  const { events } = group;
  const of = (...names: readonly string[]) => events.filter(({ type }) => names.some((name) => type === `io.orrery.${name}`));
  const answered = (scale: string) => events.filter(({ data }) => data.scale === scale && tenThousandths(data.score) !== null);
  const count = (some: readonly ResolvedEvent[]) => customersOf(some).size;
  switch (metric) {
    case 'revenue':
      return count(of('order.completed'));
    case 'revenue_at_risk':
      return count(of('order.completed').filter(({ subject }) => isUnhappy(idText(subject), context)));
    case 'refunds':
      return count(of('order.refunded'));
    case 'csat':
      return count(answered('csat5'));
    case 'nps':
      return count(answered('nps'));
    case 'ces':
      return count(answered('ces7'));
    case 'responses':
      return count(events.filter(({ data }) => tenThousandths(data.score) !== null));
    case 'contacts':
      return count(of('contact.opened', 'contact.closed'));
    case 'fcr':
      return count(of('contact.closed'));
    case 'aht':
      return count(of('contact.closed').filter(({ data }) => tenThousandths(data.duration_s) !== null));
    case 'churned':
      return count(of('subscription.cancelled'));
    case 'churn_rate':
      return churn(group, context)[1] ?? 0;
    default:
      return count(events.filter((event) => hasOwn(metric, event, context.settings.metrics)));
  }
}

function hasOwn(metric: string, { data }: ResolvedEvent, metrics: Settings['metrics']): boolean {
  const own = metrics.find(({ id }) => id === metric);
  if (!own) throw new Error(`metric ${metric}: unknown`);
  return tenThousandths(valueAt(data, own.field)) !== null;
}

function declared(metric: string, events: readonly ResolvedEvent[], { metrics }: Settings): Figures {
  const own = metrics.find(({ id }) => id === metric);
  if (!own) throw new Error(`metric ${metric}: unknown`);
  const numbers = events.flatMap(({ data }) => tenThousandths(valueAt(data, own.field)) ?? []);
  return [own.fold === 'sum' ? decimal(sum(numbers)) : mean(numbers)];
}

const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((total, number) => total + number, 0n);
const decimal = (fixed: bigint): number => toDouble(fixed, ONE) ?? 0;
const mean = (numbers: readonly bigint[]): number | null => toDouble(sum(numbers), ONE * BigInt(numbers.length));
const distinct = (keys: readonly string[]): Set<string> => new Set(keys);

function customersOf(events: readonly ResolvedEvent[]): Set<string> {
  return distinct(events.flatMap(({ subject }) => idText(subject) ?? []));
}

function orderOf({ source, id, data }: ResolvedEvent): string {
  return JSON.stringify([source, idText(data.order) ?? id]);
}

/** Share in percent with Wilson's interval. */
function share(cases: number, n: number): Figures {
  if (n === 0) return [null, 0, null, null];
  const [p, z] = [cases / n, 1.96];
  const middle = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2));
  return [toDouble(BigInt(100 * cases), BigInt(n)), n, Math.max(0, 100 * (middle - half)), Math.min(100, 100 * (middle + half))];
}

function promoters(scores: readonly bigint[]): Figures {
  const n = scores.length;
  if (n === 0) return [null, 0, null, null];
  const happy = scores.filter((score) => score >= 9n * ONE).length;
  const unhappy = scores.filter((score) => score <= 6n * ONE).length;
  const difference = (happy - unhappy) / n;
  const half = 196 * Math.sqrt(Math.max(0, (happy + unhappy) / n - difference ** 2) / n);
  return [
    toDouble(BigInt(100 * (happy - unhappy)), BigInt(n)),
    n,
    Math.max(-100, 100 * difference - half),
    Math.min(100, 100 * difference + half),
  ];
}

const BELOW: Readonly<Record<string, bigint>> = { csat5: 3n * ONE, nps: 6n * ONE, ces7: 4n * ONE };

/** Whether the customer's latest score before the end of the window is below the target of its scale. */
function isUnhappy(customer: string | null, { log, to }: Context): boolean {
  if (customer === null) return false;
  const scores = log.eventsOf(customer).flatMap(({ timeMs, data }) => {
    const [score, most] = [tenThousandths(data.score), BELOW[String(data.scale)]];
    return score === null || most === undefined || (to !== null && timeMs >= to) ? [] : [{ timeMs, isBelow: score <= most }];
  });
  const lastMs = Math.max(...scores.map(({ timeMs }) => timeMs));
  return scores.some(({ timeMs, isBelow }) => timeMs === lastMs && isBelow);
}

function isContact(event: ResolvedEvent, log: Log): boolean {
  if (event.type === 'io.orrery.contact.opened') return true;
  return event.type === 'io.orrery.contact.closed' && !log.openedContacts.has(log.contactOf(event));
}

function isFollowed(event: ResolvedEvent, log: Log): boolean {
  const customer = idText(event.subject);
  if (customer === null) return false;
  return log.eventsOf(customer).some((later) => {
    const waitedMs = later.timeMs - event.timeMs;
    return waitedMs > 0 && waitedMs <= WEEK_MS && isContact(later, log) && log.contactOf(later) !== log.contactOf(event);
  });
}

function churn({ groupBy, ids, events }: Group, { log, from, belongs }: Context): Figures {
  const starts = groupBy.flatMap((dimension, at) => (dimension.startsWith('time:') ? [Date.parse(String(ids[at]))] : []));
  const start = Math.max(from ?? -Infinity, ...starts);
  if (start === -Infinity) return share(0, 0);
  const isChange = ({ type }: ResolvedEvent) => type === 'io.orrery.subscription.started' || type === 'io.orrery.subscription.cancelled';
  const history = log.events.filter((event) => isChange(event) && event.timeMs < start && belongs(event));
  const active = [...customersOf(history)].filter((customer) => {
    const own = history.filter(({ subject }) => idText(subject) === customer);
    const latest = own.reduce((last, event) =>
      event.timeMs > last.timeMs || (event.timeMs === last.timeMs && event.seq > last.seq) ? event : last,
    );
    return latest.type === 'io.orrery.subscription.started';
  });
  // The events of a group lie in its window already.
  const cancelled = customersOf(events.filter(({ type }) => type === 'io.orrery.subscription.cancelled'));
  return share(active.filter((customer) => cancelled.has(customer)).length, active.length);
}
