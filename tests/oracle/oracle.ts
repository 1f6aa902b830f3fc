/**
 * The oracle: answers any query from a plain array of events, by the words of the contract and nothing of the server's code.
 * Slow and simple on purpose; labels are left out, because they are no numbers.
 */
import { cellToLatLng, cellToParent, getResolution } from 'h3-js';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import type { Settings } from '../../server/settings.ts';
import type { Cell, Query, QueryAnswer } from '../../src/protocol/query.ts';
import { bucketStart, firstInstant, toText } from './clock.ts';
import { tenThousandths, toDouble } from './exact.ts';
import { figuresOf, type Group, intervalMetrics, type Log, unitOf } from './figures.ts';
import { ownAreaAt } from './ownTerritories.ts';
import { idText, valueAt } from './reading.ts';

/** What only the archive can count. */
const NOT_FOLDED: ReadonlySet<string> = new Set([
  ...['fcr', 'churn_rate', 'revenue_at_risk'],
  ...['churn_rate.customers', 'revenue_at_risk.customers'],
]);

export interface Workspace {
  readonly settings: Settings;
  readonly epoch: string;
  /** The server's clock: where sliding windows end. */
  readonly nowMs: number;
}

/** The answer to a query that can be asked, over events in the order of the log. */
export function answer(events: readonly ResolvedEvent[], query: Query, { settings, epoch, nowMs }: Workspace): QueryAnswer {
  const { seq, log, from, to, matching } = select(events, query, { settings, nowMs });
  const groups = toGroups(matching, query.groupBy ?? [], { log, settings });
  const history = toPredicate(withoutTime(query.where ?? {}), { log, settings });
  const rows = groups.map((group): Cell[] => [
    ...group.ids,
    ...query.metrics.flatMap((metric) =>
      figuresOf(metric, group, {
        log,
        settings,
        from,
        to,
        belongs: (event) => history(event) && isOfGroup(event, group, { log, settings }),
      }),
    ),
  ]);
  rows.sort((a, b) => compareRows(a, b, query.groupBy ?? []));
  const limit = query.limit ?? 1000;
  return {
    columns: columnsOf(query, settings),
    rows: rows.slice(0, limit),
    labels: {},
    time: { from: from === null ? null : toText(from), to: to === null ? null : toText(to) },
    asOf: { epoch, seq },
    suppressed: 0,
    unconverted: matching.filter(({ unconverted }) => unconverted).length,
    truncated: rows.length > limit,
    live:
      !query.asOf &&
      !query.metrics.some((id) => NOT_FOLDED.has(id)) &&
      ![...(query.groupBy ?? []), ...Object.keys(query.where ?? {})].includes('segment:current'),
  };
}

/** The events that a query is about, out of those in the order of the log. */
export function matchingEvents(events: readonly ResolvedEvent[], query: Query, workspace: Workspace): readonly ResolvedEvent[] {
  return select(events, query, workspace).matching;
}

function select(events: readonly ResolvedEvent[], query: Query, { settings, nowMs }: Omit<Workspace, 'epoch'>) {
  const seq = query.asOf?.seq ?? events.at(-1)?.seq ?? 0;
  const log = toLog(events.filter((event) => event.seq <= seq));
  const { from, to } = windowOf(query.time, { settings, nowMs });
  const inWhere = toPredicate(query.where ?? {}, { log, settings });
  const matching = log.events
    .filter(({ timeMs }) => (from === null || timeMs >= from) && (to === null || timeMs < to))
    .filter((event) => inWhere(event));
  return { seq, log, from, to, matching };
}

function toLog(events: readonly ResolvedEvent[]): Log {
  const byCustomer = new Map<string, ResolvedEvent[]>();
  for (const event of events) {
    const customer = idText(event.subject);
    if (customer === null) continue;
    const own = byCustomer.get(customer);
    if (own) own.push(event);
    else byCustomer.set(customer, [event]);
  }
  const openedContacts = new Set(events.filter(({ type }) => type === 'io.orrery.contact.opened').map(contactOf));
  return { events, openedContacts, eventsOf: (customer) => byCustomer.get(customer) ?? [], contactOf };
}

function contactOf({ source, id, data }: ResolvedEvent): string {
  const contact = idText(data.contact);
  return contact === null ? JSON.stringify([id]) : JSON.stringify([source, contact]);
}

interface Context {
  readonly log: Log;
  readonly settings: Settings;
}

/** Id of an event in a dimension. */
function idOf(event: ResolvedEvent, dimension: string, { log, settings }: Context): string | null {
  const { data } = event;
  if (dimension.startsWith('time:')) return toText(bucketStart(dimension.slice(5), event.timeMs, settings.timezone));
  if (dimension.startsWith('h3:')) return event.cell === null ? null : cellToParent(event.cell, Number(dimension.slice(3)));
  if (dimension.startsWith('territory:')) return event.cell === null ? null : ownAreaAt(...middleOf(event.cell));
  if (dimension.startsWith('data.')) return idText(valueAt(data, dimension.slice(5)));
  switch (dimension) {
    case 'country':
    case 'region':
    case 'city':
    case 'segment':
    case 'source':
    case 'type':
      return idText(event[dimension]);
    case 'score': {
      const score = tenThousandths(data.score);
      return score === null ? null : String(toDouble(score, 10_000n));
    }
    case 'customer':
      return idText(event.subject);
    case 'origin.country':
      return idText(event.originCountry);
    case 'origin.region':
      return idText(event.originRegion);
    case 'origin.city':
      return idText(event.originCity);
    case 'segment:current':
      return currentSegment(event, log);
    default:
      return idText(data[dimension]);
  }
}

function middleOf(cell: string): [longitude: number, latitude: number] {
  const [latitude, longitude] = cellToLatLng(cell);
  return [longitude, latitude];
}

function currentSegment({ subject }: ResolvedEvent, log: Log): string | null {
  const customer = idText(subject);
  const known = customer === null ? [] : log.eventsOf(customer).filter((event) => idText(event.segment) !== null);
  const profile = known.filter(({ type }) => type === 'io.orrery.profile.updated').at(-1);
  return idText((profile ?? known.at(-1))?.segment ?? null);
}

type Predicate = (event: ResolvedEvent) => boolean;

function toPredicate(where: Readonly<Record<string, readonly (string | null)[]>>, context: Context): Predicate {
  const conditions = Object.entries(where).map(([dimension, values]): Predicate => {
    if (dimension === 'h3' || dimension.startsWith('h3:')) return (event) => values.some((cell) => isInside(event.cell, cell));
    return (event) => values.includes(idOf(event, dimension, context));
  });
  return (event) => conditions.every((holds) => holds(event));
}

function isInside(cell: string | null, outer: string | null): boolean {
  if (cell === null || outer === null) return cell === outer;
  return cellToParent(cell, getResolution(outer)) === outer;
}

function withoutTime(where: NonNullable<Query['where']>): NonNullable<Query['where']> {
  return Object.fromEntries(Object.entries(where).filter(([dimension]) => !dimension.startsWith('time:')));
}

function toGroups(events: readonly ResolvedEvent[], groupBy: readonly string[], context: Context): Group[] {
  const groups = new Map<string, { ids: (string | null)[]; events: ResolvedEvent[] }>();
  if (groupBy.length === 0) groups.set('[]', { ids: [], events: [] });
  for (const event of events) {
    const ids = groupBy.map((dimension) => idOf(event, dimension, context));
    const group = groups.get(JSON.stringify(ids));
    if (group) group.events.push(event);
    else groups.set(JSON.stringify(ids), { ids, events: [event] });
  }
  return Array.from(groups.values(), (group) => ({ ...group, groupBy }));
}

/** Whether an event of any time has the group's ids in the dimensions that are not time. */
function isOfGroup(event: ResolvedEvent, { ids, groupBy }: Group, context: Context): boolean {
  return groupBy.every((dimension, at) => dimension.startsWith('time:') || idOf(event, dimension, context) === ids[at]);
}

function columnsOf({ groupBy = [], metrics }: Query, settings: Settings): QueryAnswer['columns'] {
  const dimensions = groupBy.map((name) => ({ name, unit: null }));
  const figures = metrics.flatMap((name) => {
    const unit = unitOf(name, settings);
    if (!intervalMetrics.has(name)) return [{ name, unit }];
    return [
      { name, unit },
      { name: `${name}.n`, unit: 'count' },
      { name: `${name}.low`, unit },
      { name: `${name}.high`, unit },
    ];
  });
  return [...dimensions, ...figures];
}

function compareRows(a: readonly Cell[], b: readonly Cell[], groupBy: readonly string[]): number {
  const first = groupBy.length;
  const times = groupBy.flatMap((dimension, at) => (dimension.startsWith('time:') ? [at] : []));
  for (const at of times) {
    const difference = Date.parse(String(a[at])) - Date.parse(String(b[at]));
    if (difference !== 0) return difference;
  }
  const [one, other] = [a[first] ?? null, b[first] ?? null];
  if (one !== other) {
    if (one === null) return 1;
    if (other === null) return -1;
    return Number(other) - Number(one);
  }
  for (let at = 0; at < first; at++) {
    const difference = compareText(a[at] as string | null, b[at] as string | null);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareText(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function windowOf(
  time: Query['time'],
  { settings, nowMs }: { settings: Settings; nowMs: number },
): { from: number | null; to: number | null } {
  if (time && 'last' in time) {
    const to = nowMs - durationOf(time.ago ?? 'PT0S');
    return { from: to - durationOf(time.last), to };
  }
  const { from, to } = (time ?? {}) as { from?: string; to?: string };
  return {
    from: from === undefined ? null : instantOf(from, settings.timezone),
    to: to === undefined ? null : instantOf(to, settings.timezone),
  };
}

function instantOf(text: string, zone: string): number {
  return text.length === 10 ? firstInstant(Date.parse(text), zone) : Date.parse(text);
}

function durationOf(text: string): number {
  const unitMs: Readonly<Record<string, number>> = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 };
  return Array.from(text.matchAll(/(\d+)([WDHMS])/g), ([, count, unit = '']) => Number(count) * (unitMs[unit] ?? 0)).reduce(
    (sum, part) => sum + part,
    0,
  );
}
