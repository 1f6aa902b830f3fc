/** Random events, as senders write them: few enough customers, orders and contacts that they meet often, and times where calendars are odd. */
import fc from 'fast-check';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { resolveAll } from './resolving.ts';

/** An event as it is sent. */
export interface Sent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject?: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Spellings of one id, ids that begin alike, in several scripts, on both sides of the surrogates, the longest, and what looks like code. */
const text = fc.constantFrom(
  ...[
    'a',
    'a b',
    'a"',
    'b',
    ' a ',
    '\ufeffa',
    'x'.repeat(1024),
    'e\u0301',
    '\u00e9',
    '\u2126',
    '\u03a9',
    '\u4e2d',
    '\u0634',
    '\uff5e',
    '\u{1f600}',
    '\u{10437}',
  ],
  ...["it's", '', '0', 'null', 'constructor', '__proto__'],
);
/** Two in one fine cell's neighbourhood, the others far away; none; half a point. */
const POINTS = [
  { lat: 52.52, lon: 13.4 },
  { lat: 52.53, lon: 13.41 },
  { lat: -23.5, lon: -46.6 },
  { lat: 64.7, lon: 10.5 },
  {},
  { lat: 1 },
];

const TYPES =
  'order.completed order.completed order.completed order.refunded order.refunded survey.answered review.published contact.opened contact.closed contact.closed page.viewed profile.updated subscription.started subscription.started subscription.cancelled visit.odd'
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
export const MEETING = [0, 1, 3 * 86_400_000, 604_800_000, 604_800_001].map((afterMs) => Date.UTC(2024, 9, 26, 23) + afterMs);

/** Where clocks are set: by an hour, two, half an hour, at midnight, by a day, by a quarter hour for good, by odd seconds. */
const CLOCK_CHANGES = [
  ...['2024-10-27T01:00Z', '2025-03-30T01:00Z', '1980-04-06T01:00Z', '2024-11-03T06:00Z', '2025-03-09T07:00Z', '1985-11-02T03:00Z'],
  ...['2018-11-04T03:00Z', '2019-02-17T02:00Z', '2024-10-05T15:30Z', '2025-04-05T15:00Z', '1985-12-31T18:30Z', '1988-04-03T03:31Z'],
  ...['2006-10-29T02:31Z', '2011-12-30T10:00Z', '2011-09-24T14:00Z', '2025-02-23T02:00Z', '2025-04-06T02:00Z', '1972-01-07T00:44:30Z'],
];
/** Leap days and what stands in their place, first and last days of ISO weeks, quarters and years, the first and the last instant kept. */
const CALENDAR = [
  ...['1972-02-29T12:00Z', '2000-02-29T00:00Z', '2024-02-29T12:00Z', '2023-03-01T00:00Z', '2100-03-01T00:00Z', '2000-12-31T23:59Z'],
  ...['2015-12-31T12:00Z', '2020-12-31T23:00Z', '2021-01-03T23:59Z', '2021-01-04T00:00Z', '2024-12-30T00:00Z', '2027-01-03T12:00Z'],
  ...['2024-03-31T23:59Z', '2024-07-01T00:00Z', '2024-09-30T12:00Z', '2025-01-01T00:00Z', '1970-01-01T00:00Z', '2100-12-31T23:59:59.999Z'],
];
const LAST_MS = Date.UTC(2101, 0, 1) - 1;

const nearOdd = fc
  .tuple(
    fc.constantFrom(...CLOCK_CHANGES, ...CALENDAR).map((text) => Date.parse(text)),
    fc.oneof(
      fc.constantFrom(0, -1, 1, -1000, 60_000),
      fc.integer({ min: -56, max: 56 }).map((quarters) => quarters * 900_000),
      fc.integer({ min: -50_000_000, max: 50_000_000 }),
    ),
  )
  .map(([timeMs, shiftMs]) => Math.min(LAST_MS, Math.max(0, timeMs + shiftMs)));

/** Within days of each other, at the same instants, where calendars are odd, or anywhere from 1970 to 2100. */
const time = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: Date.UTC(2024, 9, 20), max: Date.UTC(2024, 10, 5) }) },
  { weight: 4, arbitrary: nearOdd },
  { weight: 6, arbitrary: fc.constantFrom(...MEETING) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: LAST_MS }) },
);

const LARGEST = '900719925474.0991';
const number = fc.oneof(
  fc.integer({ min: -5, max: 12 }),
  fc.constantFrom(0.00005, 0.00015, 2.5, 1e-7, 123456.78905, '3.00025', '-1.5e1', LARGEST, `-${LARGEST}`),
);
const money = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -100_000, max: 10_000_000 }).map((fixed) => fixed / 10_000) },
  { weight: 2, arbitrary: fc.constantFrom('19.99', '0.00005', '-0.00015', ' 7 ', '1e3', 0) },
  { weight: 2, arbitrary: fc.constantFrom(LARGEST, `-${LARGEST}`) },
);
const ids = fc.constantFrom('1', '2', '3', ' 3 ');

/** What any event may carry, besides the score. */
const base = {
  category: text,
  product: text,
  brand: text,
  reason: text,
  agent: text,
  segment: fc.constantFrom('gold', 'new', ' new ', '\u4e2d', ''),
  channel: fc.constantFrom('web', 'app', 'store'),
  country: fc.constantFrom('BR', 'DE'),
  region: fc.constantFrom('BR-SP', 'DE-BE', 'DE-BY'),
  city: fc.constantFrom('geonames:1', 'geonames:2'),
  /** The reporting currency, two with rates that change, one whose rates begin late, one without any. */
  currency: fc.constantFrom('USD', 'EUR', 'EUR', 'EUR', 'KWD', 'JPY', 'XAU'),
  order: ids,
  contact: ids,
  quantity: fc.constantFrom(1, 2, '2.5', 0, -1, LARGEST),
  resolved: fc.boolean(),
  duration_s: fc.constantFrom(60, 90.5, 0.33335, 0),
  profit: number,
  parcel: fc.record(
    { weight: fc.oneof(number, fc.constant('much')), size: fc.oneof(text, fc.integer({ min: 1, max: 3 }), fc.boolean()) },
    { requiredKeys: [] },
  ),
  tier: fc.oneof(text, fc.boolean()),
  Tier: text,
  origin_country: fc.constantFrom('CN', 'DE'),
  origin_region: fc.constantFrom('CN-GD', 'DE-BE'),
  origin_city: fc.constantFrom('geonames:1', 'geonames:3'),
  origin_lat: fc.constantFrom(22.5, 52.52),
  origin_lon: fc.constantFrom(114.1),
};

/** Without a scale, in place of some whole ones: what is just there, negative, and the least and the greatest that is kept. */
const EXTREME_SCORES = [0, 0.0001, -0.0001, -3, Number(LARGEST), -Number(LARGEST)];

/** Scores at their bounds, between the classes, and a hair below a class, which is held as the class. */
const score = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ scale: fc.constant('nps'), score: fc.constantFrom(0, 6, 6.5, 7, 8, 8.9, 8.99995, 9, 9, 10) }) },
  { weight: 1, arbitrary: fc.record({ scale: fc.constant('csat5'), score: fc.constantFrom(1, 2, 3, 3.9, 3.99985, 3.99995, 4, 4.5, 5) }) },
  { weight: 1, arbitrary: fc.record({ scale: fc.constant('ces7'), score: fc.constantFrom(1, 2, 3.33335, 6, 7) }) },
  { weight: 1, arbitrary: fc.record({ score: fc.integer({ min: 0, max: 100 }).map((score) => EXTREME_SCORES[score] ?? score) }) },
  { weight: 1, arbitrary: fc.record({ scale: fc.constantFrom('nps', 'csat5') }) },
);

const draftOf = (types: readonly string[]) =>
  fc.record({
    type: fc.constantFrom(...types),
    source: fc.constantFrom('shop', 'till'),
    subject: fc.constantFrom(null, 'ann', 'ann', 'bob', 'bob', 'cid', ' ann', '\u674e'),
    timeMs: time,
    point: fc.constantFrom(...POINTS),
    data: fc.record(base, { requiredKeys: [] }),
    amount: fc.option(money, { nil: undefined, freq: 4 }),
    score,
  });

const draftsOf = (types: readonly string[], most: number) => fc.array(draftOf(types), { maxLength: most, size: 'max' });
type Draft = ReturnType<typeof draftOf> extends fc.Arbitrary<infer Value> ? Value : never;

/** Events in the order they are sent, which is no order of time. Ids are distinct within a source, and meet those of the other one. */
export function sentArbitrary(most: number): fc.Arbitrary<Sent[]> {
  const arrays = THEMES.flatMap((types) => [most, Math.ceil(most / 8)].map((length) => draftsOf(types, length)));
  return fc.oneof(...arrays).map((drafts) => drafts.map(toSent));
}

/** So many events of every type. */
export function crowdArbitrary(count: number): fc.Arbitrary<Sent[]> {
  return fc.array(draftOf(TYPES), { minLength: count, maxLength: count, size: 'max' }).map((drafts) => drafts.map(toSent));
}

function toSent({ type, source, subject, timeMs, point, data, amount, score }: Draft, at: number): Sent {
  return {
    specversion: '1.0',
    id: `e${at + (source === 'shop' ? 1 : 2)}`,
    source,
    type,
    ...(subject === null ? {} : { subject }),
    time: new Date(timeMs).toISOString(),
    data: { ...data, ...point, ...score, ...(amount === undefined ? {} : { amount }) },
  };
}

/** Events as the log hands them on: in the order of their sequence, in no order of time. */
export function eventsArbitrary(most: number): fc.Arbitrary<ResolvedEvent[]> {
  return sentArbitrary(most).map((sent) => resolveAll(sent));
}
