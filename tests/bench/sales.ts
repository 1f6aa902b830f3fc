/** Seeded events of a company of some size: 250 countries, 4,000 regions and 200 products of uneven weight, a million customers, 15 % scores. */
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { EventType } from '../../src/protocol/event.ts';

const COUNTRIES = 250;
const REGIONS = 4000;
const PRODUCTS = 200;
const SEGMENTS = 8;
const CHANNELS = ['web', 'app', 'store', 'call', 'email', 'chat'] as const;
const CUSTOMERS = 1_000_000;
const BUCKETS = 24;
const SCORE_SHARE = 0.15;
const FIRST_MS = Date.UTC(2024, 4, 1);
const HOUR_MS = 3_600_000;

/** What a sender sends, one JSON line; events of the same seed are the same. */
export function saleLines(count: number, seed = 1): string[] {
  return salesOf(count, seed, ({ id, type, subject, timeMs, data }) =>
    JSON.stringify({ specversion: '1.0', id, source: 'shop', type, subject, time: new Date(timeMs).toISOString(), data }),
  );
}

/** The same events as the log resolves them, each as JSON. */
export function resolvedLines(count: number, seed = 1): string[] {
  return salesOf(count, seed, (sale, at) => {
    const { country, region, segment, amount } = sale.data;
    const fixed = amount === undefined ? null : Math.round(amount * 10_000);
    const place = { country, region, city: null, cell: null };
    const event: ResolvedEvent = {
      seq: at + 1,
      source: 'shop',
      ...sale,
      receivedMs: FIRST_MS,
      ...place,
      amount: fixed,
      unconverted: false,
      segment,
    };
    return JSON.stringify(event);
  });
}

interface Sale {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly timeMs: number;
  readonly data: {
    readonly country: string;
    readonly region: string;
    readonly product: string;
    readonly segment: string;
    readonly channel: string;
    readonly amount?: number;
    readonly scale?: 'csat5';
    readonly score?: number;
  };
}

function salesOf<Made>(count: number, seed: number, make: (sale: Sale, at: number) => Made): Made[] {
  const random = createRandom(seed);
  const regionAt = createZipf(REGIONS, 0.9);
  const productAt = createZipf(PRODUCTS, 0.8);
  const below = (end: number): number => Math.floor(random() * end);
  return Array.from({ length: count }, (_, at) => {
    const region = regionAt(random());
    const country = countryOf(region % COUNTRIES);
    const isScore = random() < SCORE_SHARE;
    const figures = isScore ? { scale: 'csat5' as const, score: 1 + below(5) } : { amount: (100 + below(50_000)) / 100 };
    const data = {
      country,
      region: `${country}-${String(region).padStart(4, '0')}`,
      product: `product-${productAt(random())}`,
      segment: `segment-${below(SEGMENTS)}`,
      channel: CHANNELS[below(CHANNELS.length)] as string,
      ...figures,
    };
    return make(
      {
        id: `${seed}-${at}`,
        type: isScore ? EventType.surveyAnswered : EventType.orderCompleted,
        subject: `c${Math.floor(random() ** 2 * CUSTOMERS)}`,
        timeMs: FIRST_MS + below(BUCKETS) * HOUR_MS,
        data,
      },
      at,
    );
  });
}

function countryOf(number: number): string {
  return String.fromCharCode(65 + Math.floor(number / 26), 65 + (number % 26));
}

/** Numbers in [0, 1), the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Places 0 to `size` - 1 of falling weight `1 / place ** power`, by a share in [0, 1). */
function createZipf(size: number, power: number): (share: number) => number {
  let sum = 0;
  const ends = Float64Array.from({ length: size }, (_, place) => {
    sum += 1 / (place + 1) ** power;
    return sum;
  });
  return (share) => {
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) <= share * sum) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
