/** Random workspaces, and random queries over random events in them. */
import fc from 'fast-check';
import { cellToLatLng, cellToParent } from 'h3-js';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { parseRates } from '../../server/rates.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/settings.ts';
import type { Query } from '../../src/protocol/query.ts';
import { bucketStart, toText } from './clock.ts';
import { OWN_NAME, ownAreaAt } from './ownTerritories.ts';
import { MEETING } from './randomEvents.ts';
import { RATES, REPORTING } from './resolving.ts';

/** Zones whose clocks are or were set by an hour, by two, by half an hour, a quarter, odd seconds, at midnight, over a whole day, or never. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Monrovia',
  'Antarctica/Troll',
] as const;

const DECLARED: Pick<Settings, 'metrics' | 'dimensions'> = {
  metrics: [
    { id: 'profit', fold: 'sum', field: 'profit', unit: 'USD' },
    { id: 'weight', fold: 'mean', field: 'parcel.weight', unit: 'kg' },
  ],
  dimensions: ['tier', 'parcel.size', 'Tier'],
};

export const METRICS =
  'events revenue revenue_at_risk refunds orders units customers aov csat csat_mean nps ces responses contacts fcr aht churned churn_rate repeat_rate profit weight'.split(
    ' ',
  );
/** Counts that are asked for beside metrics: of the cases behind one, and of the customers. */
export const BESIDE = [
  ...'revenue refunds units aov csat_mean ces aht profit weight'.split(' ').map((metric) => `${metric}.n`),
  ...'revenue revenue_at_risk refunds csat nps ces responses contacts fcr aht churned churn_rate profit weight'
    .split(' ')
    .map((metric) => `${metric}.customers`),
];
const GRAINS = 'minute hour day week month quarter year'.split(' ');
const NAMED =
  'country region city category product brand segment segment:current channel source type reason agent currency scale score customer origin.country origin.region origin.city'.split(
    ' ',
  );
const TIMES = GRAINS.map((grain) => `time:${grain}`);
const DECLARED_NAMES = 'data.tier data.parcel.size data.Tier'.split(' ');
const CELLS = Array.from({ length: 16 }, (_, resolution) => `h3:${resolution}`);
const TERRITORIES = [`territory:${OWN_NAME}`];
export const DIMENSIONS = [...NAMED, ...TIMES, ...DECLARED_NAMES, ...CELLS, ...TERRITORIES];
const dimension = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMED) },
  { weight: 5, arbitrary: fc.constantFrom(...TIMES) },
  { weight: 2, arbitrary: fc.constantFrom(...DECLARED_NAMES) },
  { weight: 3, arbitrary: fc.constantFrom(...CELLS) },
  { weight: 1, arbitrary: fc.constantFrom(...TERRITORIES) },
);

/** Settings with declared metrics and dimensions, and rates. */
export function worldSettings(timezone: string): Settings {
  const csv = ['date,currency,rate', ...RATES.map((line) => line.join(','))].join('\n');
  const rates = parseRates(csv, { file: 'rates.csv', currency: REPORTING, timezone });
  return { ...DEFAULT_SETTINGS, ...DECLARED, currency: REPORTING, timezone, rates };
}

export const zoneArbitrary = fc.constantFrom(...ZONES);

const filters = fc.oneof(
  fc.constant({}),
  fc.dictionary(
    fc.oneof({ weight: 15, arbitrary: dimension }, { weight: 1, arbitrary: fc.constant('h3') }),
    fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
    { maxKeys: 2 },
  ),
);

/** What a query is made from; {@link toQuery} fits it to events. */
export const queryArbitrary = fc.record({
  metrics: fc.uniqueArray(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...METRICS) }, { weight: 1, arbitrary: fc.constantFrom(...BESIDE) }),
    { minLength: 1, maxLength: 8 },
  ),
  groupBy: fc.uniqueArray(dimension, { maxLength: 3 }),
  where: filters,
  time: fc.oneof(
    fc.constant(undefined),
    fc.constantFrom({ last: 'P2W' }, { last: 'PT36H' }, { last: 'P20000D' }, { last: 'P400D', ago: 'P1W' }, {}),
    fc.constantFrom(
      { from: '2024-10-24', to: '2024-10-30' },
      { from: '2024-10-27T00:30:00Z' },
      { to: '2025-04-06' },
      { from: '1970-01-01', to: '2100-03-01' },
      { from: '2011-12-30' },
      { from: toText(MEETING[2] ?? 0) },
      { from: toText(MEETING[1] ?? 0), to: toText(MEETING[3] ?? 0) },
      { from: '2018-11-04', to: '2025-04-01T12:00:00+02:00' },
    ),
  ),
  limit: fc.option(fc.constantFrom(1, 2, 5, 100_000), { nil: undefined }),
  asOf: fc.option(fc.nat(), { nil: undefined, freq: 4 }),
});

type Draft = typeof queryArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

export interface World {
  readonly events: readonly ResolvedEvent[];
  readonly zone: string;
  readonly epoch: string;
}

/** A query whose filters mostly name what is there. */
export function toQuery({ metrics, groupBy, where, time, limit, asOf }: Draft, world: World): Query {
  const filters = Object.entries(where).map(
    ([dimension, picks]) => [dimension, picks.map((pick) => valueFor(dimension, pick, world))] as const,
  );
  return {
    metrics,
    groupBy,
    where: Object.fromEntries(filters),
    ...(time === undefined ? {} : { time: time as NonNullable<Query['time']> }),
    ...(limit === undefined ? {} : { limit }),
    ...(asOf === undefined ? {} : { asOf: { epoch: world.epoch, seq: asOf % (world.events.length + 1) } }),
  };
}

function toPoint(cell: string): [longitude: number, latitude: number] {
  const [latitude, longitude] = cellToLatLng(cell);
  return [longitude, latitude];
}

function originsOf({ originCountry, originRegion, originCity }: ResolvedEvent): Readonly<Record<string, unknown>> {
  return { 'origin.country': originCountry, 'origin.region': originRegion, 'origin.city': originCity };
}

/** A value of a dimension that mostly is there: null, nothing that is, or that of the picked event. */
export function valueFor(dimension: string, pick: number, { events, zone }: World): string | null {
  const event = events[pick % Math.max(1, events.length)];
  if (!event || pick % 7 === 0) return null;
  if (dimension.startsWith('time:')) return toText(bucketStart(dimension.slice(5), event.timeMs, zone));
  if (dimension === 'h3' || dimension.startsWith('h3:')) return event.cell && cellToParent(event.cell, pick % 16);
  if (dimension.startsWith('territory:')) return event.cell && ownAreaAt(...toPoint(event.cell));
  if (pick % 11 === 0) return 'nowhere';
  const of: Readonly<Record<string, unknown>> = {
    ...event,
    ...event.data,
    customer: event.subject,
    'segment:current': event.segment,
    ...originsOf(event),
  };
  const value = of[dimension.replace('data.', '')] ?? 'a';
  return typeof value === 'object' ? 'a' : String(value).trim().normalize('NFC');
}
