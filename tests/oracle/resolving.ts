/** What the log makes of what is sent, by the words of the contract and nothing of the server's code. */
import { latLngToCell } from 'h3-js';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import type { EventData } from '../../src/protocol/event.ts';
import { firstInstant } from './clock.ts';
import { halfEven, tenThousandths } from './exact.ts';
import type { Sent } from './randomEvents.ts';
import { idText } from './reading.ts';

/** `date,currency,rate`: from when on a unit of the currency was worth so many of the reporting one. XAU has no rate. */
export const RATES = [
  ['1970-01-01', 'KWD', '3.25'],
  ['2024-10-28', 'KWD', '3.5'],
  ['2000-01-01', 'EUR', '1.1'],
  ['2018-11-04', 'EUR', '1.0825'],
  ['2024-10-27', 'EUR', '0.333333'],
  ['2024-10-30', 'EUR', '1.00005'],
  ['2024-10-26', 'JPY', '0.0067'],
] as const;

export const REPORTING = 'USD';
export const RECEIVED_MS = Date.UTC(2026, 0, 1);
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** The events of a log to which these were sent, each once, in this order. Dates of rates begin at midnight in `zone`. */
export function resolveAll(sent: readonly Sent[], zone = 'UTC'): ResolvedEvent[] {
  const profiles = new Map<string, string>();
  return sent.map((event, at) => {
    const { id, source, type, time } = event;
    const subject = idText(event.subject);
    const data = event.data as EventData;
    const timeMs = Date.parse(time);
    const own = idText(data.segment);
    if (subject !== null && own !== null && type === 'io.orrery.profile.updated') profiles.set(subject, own);
    return {
      id,
      source,
      type,
      subject: event.subject ?? null,
      timeMs,
      data,
      seq: at + 1,
      receivedMs: RECEIVED_MS,
      ...placeOf(data),
      ...originOf(data),
      ...converted(data, timeMs, zone),
      segment: own ?? (subject === null ? null : (profiles.get(subject) ?? null)),
    };
  });
}

/** Places by the sender's own codes alone: what derives one from another has tests of its own. */
export function placeOf({ country, region, city, lat, lon }: EventData) {
  const cell = lat === undefined || lon === undefined ? null : latLngToCell(lat, lon, 15);
  return { country: country ?? null, region: region ?? null, city: city ?? null, cell };
}

/** Nothing where nothing is said. */
function originOf({ origin_country, origin_region, origin_city, origin_lat, origin_lon }: EventData) {
  const said = { country: origin_country, region: origin_region, city: origin_city, lat: origin_lat, lon: origin_lon };
  if (Object.values(said).every((value) => value === undefined)) return {};
  const { country, region, city, cell } = placeOf(JSON.parse(JSON.stringify(said)) as EventData);
  return { originCountry: country, originRegion: region, originCity: city, originCell: cell };
}

function converted({ amount, currency }: EventData, timeMs: number, zone: string): { amount: number | null; unconverted: boolean } {
  const fixed = tenThousandths(amount);
  if (fixed === null) return { amount: null, unconverted: false };
  if (currency === undefined || currency === REPORTING) return { amount: Number(fixed), unconverted: false };
  const rate = rateOf(currency, timeMs, zone);
  const product = rate === null ? null : times(fixed, rate);
  if (product === null || product > LARGEST || product < -LARGEST) return { amount: null, unconverted: true };
  return { amount: Number(product), unconverted: false };
}

/** The rate in force at an instant, as it is written; null before the first. */
export function rateOf(currency: string, timeMs: number, zone: string): string | null {
  const inForce = RATES.filter(([date, of]) => of === currency && firstInstant(Date.parse(date), zone) <= timeMs);
  return [...inForce].sort(([a], [b]) => (a < b ? -1 : 1)).at(-1)?.[2] ?? null;
}

function times(fixed: bigint, rate: string): bigint {
  const [whole = '', fraction = ''] = rate.split('.');
  const size = halfEven((fixed < 0n ? -fixed : fixed) * BigInt(whole + fraction), 10n ** BigInt(fraction.length));
  return fixed < 0n ? -size : size;
}
