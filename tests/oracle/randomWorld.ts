/** Random events and random queries over them, small enough that groups, customers and orders meet often. */
import fc from 'fast-check';
import { cellToParent, latLngToCell } from 'h3-js';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/settings.ts';
import type { EventData } from '../../src/protocol/event.ts';
import type { Query } from '../../src/protocol/query.ts';
import { bucketStart, toText } from './clock.ts';

/** Zones whose clocks are set by an hour, by half an hour, at midnight, over a whole day, or never. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Africa/Casablanca',
] as const;

const DECLARED: Pick<Settings, 'metrics' | 'dimensions'> = {
  metrics: [
    { id: 'profit', fold: 'sum', field: 'profit', unit: 'USD' },
    { id: 'weight', fold: 'mean', field: 'parcel.weight', unit: 'kg' },
  ],
  dimensions: ['tier', 'parcel.size', 'Tier'],
};

export const METRICS =
  'events revenue refunds orders units customers aov csat csat_mean nps ces responses contacts fcr aht churned churn_rate repeat_rate profit weight'.split(
    ' ',
  );
const GRAINS = 'minute hour day week month quarter year'.split(' ');
export const DIMENSIONS = [
  ...'country region city h3:0 h3:3 h3:15 category product brand segment segment:current channel source type reason agent currency scale customer'.split(
    ' ',
  ),
  ...GRAINS.map((grain) => `time:${grain}`),
  ...'data.tier data.parcel.size data.Tier'.split(' '),
];

/** Settings with declared metrics and dimensions. */
export function worldSettings(timezone: string): Settings {
  return { ...DEFAULT_SETTINGS, ...DECLARED, timezone };
}

export const zoneArbitrary = fc.constantFrom(...ZONES);

const text = fc.constantFrom('a', 'b', ' a ', 'e\u0301', '\u00e9', '\uff5e', '\u{1f600}', "it's", '', '0');
const CELLS = [
  [52.52, 13.4],
  [52.53, 13.41],
  [-23.5, -46.6],
  [64.7, 10.5],
].map(([lat = 0, lon = 0]) => latLngToCell(lat, lon, 15));
const TYPES =
  'order.completed order.completed order.completed order.refunded survey.answered review.published contact.opened contact.closed contact.closed page.viewed profile.updated subscription.started subscription.started subscription.cancelled visit.odd'
    .split(' ')
    .map((name) => `io.orrery.${name}`);
/** Events of a few types alone meet more often. */
const THEMES = [
  TYPES,
  TYPES,
  TYPES.filter((type) => type.includes('contact')),
  TYPES.filter((type) => /subscription|profile|order/.test(type)),
];

/** Instants that many events share, milliseconds or exactly a week apart. */
const MEETING = [0, 1, 3 * 86_400_000, 604_800_000, 604_800_001].map((afterMs) => Date.UTC(2024, 9, 26, 23) + afterMs);

/** Near clock changes of several zones, within days of each other, or anywhere from 1970 to 2100. */
const time = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: Date.UTC(2024, 9, 20), max: Date.UTC(2024, 10, 5) }) },
  { weight: 2, arbitrary: fc.integer({ min: Date.UTC(2025, 2, 28), max: Date.UTC(2025, 3, 8) }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      Date.UTC(2024, 9, 27, 1),
      Date.UTC(2011, 11, 30, 9, 59),
      Date.UTC(2018, 10, 4, 3),
      Date.UTC(2025, 3, 5, 14, 45),
      Date.UTC(2025, 3, 5, 15, 10),
    ),
  },
  { weight: 6, arbitrary: fc.constantFrom(...MEETING) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }) },
);

const number = fc.oneof(
  fc.integer({ min: -5, max: 12 }),
  fc.constantFrom(0.00005, 0.00015, 2.5, 1e-7, 123456.78905, '3.00025', '-1.5e1', 'much'),
);

const data: fc.Arbitrary<EventData> = fc.record(
  {
    category: text,
    product: text,
    brand: text,
    channel: fc.constantFrom('web', 'app', 'store'),
    reason: text,
    agent: text,
    currency: fc.constantFrom('USD', 'EUR'),
    order: fc.constantFrom('1', '2', '3'),
    contact: fc.constantFrom('1', '2', '3'),
    quantity: fc.constantFrom(1, 2, '2.5', 0),
    resolved: fc.boolean(),
    duration_s: fc.constantFrom(60, 90.5, 0.33335),
    profit: number,
    parcel: fc.record({ weight: number, size: fc.oneof(text, fc.integer({ min: 1, max: 3 }), fc.boolean()) }, { requiredKeys: [] }),
    tier: fc.oneof(text, fc.boolean()),
    Tier: text,
  },
  { requiredKeys: [] },
);

const score = fc.oneof(
  fc.constant({}),
  fc.record({ scale: fc.constant('nps' as const), score: fc.integer({ min: 0, max: 10 }) }),
  fc.record({ scale: fc.constant('csat5' as const), score: fc.constantFrom(1, 2, 3, 3.5, 4, 4.5, 5) }),
  fc.record({ scale: fc.constant('ces7' as const), score: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ score: fc.integer({ min: 0, max: 100 }) }),
);

const money = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -100_000, max: 10_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0) },
);

const draftOf = (types: readonly string[]) =>
  fc.record({
    type: fc.constantFrom(...types),
    source: fc.constantFrom('shop', 'till'),
    subject: fc.constantFrom(null, 'ann', 'bob', 'cid', ' ann'),
    timeMs: time,
    country: fc.constantFrom(null, 'BR', 'DE'),
    region: fc.constantFrom(null, 'BR-SP', 'DE-BE', 'DE-BY'),
    city: fc.constantFrom(null, 'geonames:1', 'geonames:2'),
    cell: fc.constantFrom(null, ...CELLS),
    segment: fc.constantFrom(null, 'gold', 'new'),
    amount: fc.constantFrom('some', 'some', 'none', 'unconverted'),
    money,
    data,
    score,
  });

/** Events as the log hands them on: in the order of their sequence, in no order of time. */
export function eventsArbitrary(most: number): fc.Arbitrary<ResolvedEvent[]> {
  const arrays = THEMES.flatMap((types) =>
    [most, Math.ceil(most / 8)].map((maxLength) => fc.array(draftOf(types), { maxLength, size: 'max' })),
  );
  const drafts = fc.oneof(...arrays);
  return drafts.map((drafts) =>
    drafts.map(({ amount, money, data, score, ...event }, at) => ({
      ...event,
      id: `e${at + 1}`,
      seq: at + 1,
      receivedMs: Date.UTC(2026, 0, 1),
      amount: amount === 'some' ? money : null,
      unconverted: amount === 'unconverted',
      data: { ...data, ...score },
    })),
  );
}

const filters = fc.dictionary(fc.constantFrom(...DIMENSIONS, 'h3'), fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), { maxKeys: 2 });

/** What a query is made from; {@link toQuery} fits it to events. */
export const queryArbitrary = fc.record({
  metrics: fc.uniqueArray(fc.constantFrom(...METRICS), { minLength: 1, maxLength: 5 }),
  groupBy: fc.uniqueArray(fc.constantFrom(...DIMENSIONS), { maxLength: 3 }),
  where: filters,
  time: fc.oneof(
    fc.constant(undefined),
    fc.constantFrom({ last: 'P2W' }, { last: 'PT36H' }, {}),
    fc.constantFrom(
      { from: '2024-10-24', to: '2024-10-30' },
      { from: '2024-10-27T00:30:00Z' },
      { to: '2025-04-06' },
      { from: toText(MEETING[2] ?? 0) },
      { from: toText(MEETING[1] ?? 0), to: toText(MEETING[3] ?? 0) },
      { from: '2018-11-04', to: '2025-04-01T12:00:00+02:00' },
    ),
  ),
  limit: fc.option(fc.constantFrom(1, 2, 5, 100_000), { nil: undefined }),
  asOf: fc.option(fc.nat(), { nil: undefined }),
});

type Draft = typeof queryArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

interface World {
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

function valueFor(dimension: string, pick: number, { events, zone }: World): string | null {
  const event = events[pick % Math.max(1, events.length)];
  if (!event || pick % 7 === 0) return null;
  if (dimension.startsWith('time:')) return toText(bucketStart(dimension.slice(5), event.timeMs, zone));
  if (dimension === 'h3' || dimension.startsWith('h3:')) return event.cell && cellToParent(event.cell, pick % 16);
  if (pick % 11 === 0) return 'nowhere';
  const of: Readonly<Record<string, unknown>> = { ...event, ...event.data, customer: event.subject, 'segment:current': event.segment };
  const value = of[dimension.replace('data.', '')] ?? 'a';
  return typeof value === 'object' ? 'a' : String(value).trim().normalize('NFC');
}
