/** The people of a rule by the words of its definition, from a plain array of events and nothing of the server's code. */
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { idText } from './reading.ts';

const DAY_MS = 86_400_000;

export interface Person {
  readonly lateness: number | null;
  readonly frequency: number | null;
  readonly recency: number | null;
  readonly tenure: number | null;
  readonly orders: number | null;
  /** Whole 1/10,000ths. */
  readonly revenue: number | null;
  readonly csat: number | null;
  readonly contacts: number;
}

/** 1 to 5 by how many fifths of all who ordered have strictly less; of recency 5 to 1, as less is better. */
export function scoreOf(all: readonly number[], own: number, isLeastBest: boolean): number {
  const fifths = Math.floor((5 * all.filter((value) => value < own).length) / all.length);
  return isLeastBest ? 5 - fifths : 1 + fifths;
}

/** The measures of everybody by the events up to `seq`, by customer. */
export function peopleOf(all: readonly ResolvedEvent[], seq: number): ReadonlyMap<string, Person> {
  const events = all.filter((event) => event.seq <= seq);
  // A sender's clock may be ahead by up to a day: such an event is of the moment it came.
  const past = events
    .filter(({ timeMs, receivedMs }) => timeMs <= receivedMs + DAY_MS)
    .map((event) => Math.min(event.timeMs, event.receivedMs));
  const nowMs = Math.max(...(past.length > 0 ? past : events.map(({ timeMs }) => timeMs)));
  const opened = new Set(events.filter(({ type }) => type === 'io.orrery.contact.opened').map(contactKey));
  const byCustomer = new Map<string, ResolvedEvent[]>();
  for (const event of events) {
    const customer = idText(event.subject);
    if (customer !== null) byCustomer.set(customer, [...(byCustomer.get(customer) ?? []), event]);
  }
  const orderTimes = new Map(Array.from(byCustomer, ([customer, own]) => [customer, timesOf(own)]));
  const categories = new Map(Array.from(byCustomer, ([customer, own]) => [customer, latestCategory(own)]));
  const cycles = (category: string | null | undefined) =>
    Array.from(orderTimes).flatMap(([customer, times]) =>
      times.length >= 2 && (category === undefined || categories.get(customer) === category) ? [cycleOf(times)] : [],
    );
  return new Map(
    Array.from(byCustomer, ([customer, own]): [string, Person] => {
      const times = orderTimes.get(customer) ?? [];
      const scores = own.filter(({ data }) => data.scale === 'csat5' && data.score !== undefined);
      const contacts = own.filter((event) => isContact(event, opened)).length;
      const csat = scores.length === 0 ? null : (100 * scores.filter(({ data }) => Number(data.score) >= 4).length) / scores.length;
      const [first, last] = [times[0], times.at(-1)];
      if (first === undefined || last === undefined)
        return [customer, { lateness: null, frequency: null, recency: null, tenure: null, orders: null, revenue: null, csat, contacts }];
      const alike = cycles(categories.get(customer) ?? null);
      const everybody = cycles(undefined);
      const fallback = alike.length > 0 ? median(alike) : everybody.length > 0 ? median(everybody) : 30 * DAY_MS;
      const cycle = Math.max(DAY_MS, times.length >= 2 ? cycleOf(times) : fallback);
      const since = (ms: number) => Math.max(0, nowMs - ms);
      const years = Math.max(1, since(first) / (365.25 * DAY_MS));
      const frequency = times.length / years;
      const [recency, tenure] = [since(last) / DAY_MS, since(first) / DAY_MS];
      const bought = own.filter(({ type }) => type === 'io.orrery.order.completed');
      const revenue = bought.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
      return [customer, { lateness: since(last) / cycle, frequency, recency, tenure, orders: times.length, revenue, csat, contacts }];
    }),
  );
}

/** A contact that was opened, or closed where its id was never opened. */
function isContact(event: ResolvedEvent, opened: ReadonlySet<string>): boolean {
  return event.type === 'io.orrery.contact.opened' || (event.type === 'io.orrery.contact.closed' && !opened.has(contactKey(event)));
}

function contactKey({ source, id, data }: ResolvedEvent): string {
  const contact = idText(data.contact);
  return contact === null ? JSON.stringify([id]) : JSON.stringify([source, contact]);
}

/** When each order was first placed, ascending. */
function timesOf(own: readonly ResolvedEvent[]): number[] {
  const byOrder = new Map<string, number>();
  for (const { type, source, id, data, timeMs } of own) {
    if (type !== 'io.orrery.order.completed') continue;
    const key = JSON.stringify([source, idText(data.order) ?? id]);
    byOrder.set(key, Math.min(byOrder.get(key) ?? Number.POSITIVE_INFINITY, timeMs));
  }
  return [...byOrder.values()].sort((one, other) => one - other);
}

function latestCategory(own: readonly ResolvedEvent[]): string | null {
  const orders = own.filter(({ type }) => type === 'io.orrery.order.completed');
  const latest = orders.reduce<ResolvedEvent | null>(
    (best, event) => (best === null || event.timeMs > best.timeMs || (event.timeMs === best.timeMs && event.seq > best.seq) ? event : best),
    null,
  );
  return latest === null ? null : idText(latest.data.category);
}

function cycleOf(times: readonly number[]): number {
  return median(times.slice(1).map((time, at) => time - (times[at] as number)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] as number) : ((sorted[half] as number) + (sorted[half - 1] as number)) / 2;
}

/** Where everybody stands on an axis of doublings: those of one value side by side up to the next, by a share that follows from the id. */
export function standingOf(values: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const at = (value: number) => Math.log2(Math.max(2 ** -20, value));
  const all = [...values.values()].map(at).sort((one, other) => one - other);
  return new Map(
    Array.from(values, ([id, value]) => {
      const place = at(value);
      const isAlone = all.filter((other) => other === place).length === 1;
      const next = all.find((other) => other > place) ?? Number.POSITIVE_INFINITY;
      return [id, isAlone ? place : place + Math.min(1, next - place) * shareOf(id)];
    }),
  );
}

function shareOf(id: string): number {
  let bits = 0x811c9dc5;
  for (const unit of Array.from({ length: id.length }, (_, at) => id.charCodeAt(at))) bits = Math.imul(bits ^ unit, 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}
