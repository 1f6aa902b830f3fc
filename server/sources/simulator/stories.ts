/** The stories planted in the simulated company: what happens where and when. Features that find causes must find these. */

export const DAY_MS = 86_400_000;
/** Every story is told once in each cycle; a history of 90 days therefore always holds a whole telling. */
export const CYCLE_MS = 84 * DAY_MS;
// A Monday, so that cycles begin with a week.
const FIRST_CYCLE_MS = Date.UTC(2026, 0, 5);

export type StoryKind = 'late-delivery' | 'price-churn' | 'rising-segment' | 'rising-category';

/** One telling of a story. `toMs` is exclusive. */
export interface Story {
  readonly kind: StoryKind;
  readonly fromMs: number;
  readonly toMs: number;
  readonly country: string;
  /** ISO 3166-2 where the story is about one region, else null. */
  readonly region: string | null;
  /** The segment, category or stated reason that the story is about. */
  readonly about: string;
}

const LATE_REGION = 'BR-RJ';
export const LATE_REASON = 'Late delivery';
export const PRICE_REASON = 'Price too high';
const RISING_SEGMENT = 'Promising';
export const RISING_CATEGORY = 'Garden';
const PRICE_COUNTRIES = ['DE', 'MX', 'AU', 'FR'] as const;
const SEGMENT_COUNTRIES = ['ID', 'CO', 'TR', 'IN'] as const;
const CATEGORY_COUNTRIES = ['PL', 'CA', 'KR', 'ZA'] as const;

const LATE_FROM_MS = 14 * DAY_MS;
const LATE_TO_MS = 56 * DAY_MS;
const PRICE_AT_MS = 28 * DAY_MS;
const CHURN_TO_MS = 49 * DAY_MS;
const RISE_TO_MS = 70 * DAY_MS;

/** The tellings that touch [fromMs, toMs), in order of their beginning. */
export function storiesBetween(fromMs: number, toMs: number): Story[] {
  const stories: Story[] = [];
  for (let cycle = cycleOf(fromMs); cycleStart(cycle) < toMs; cycle += 1) stories.push(...storiesOf(cycle));
  return stories.filter((story) => story.fromMs < toMs && story.toMs > fromMs).sort((a, b) => a.fromMs - b.fromMs);
}

function storiesOf(cycle: number): Story[] {
  const start = cycleStart(cycle);
  const priceCountry = turn(PRICE_COUNTRIES, cycle);
  const segmentCountry = turn(SEGMENT_COUNTRIES, cycle);
  const categoryCountry = turn(CATEGORY_COUNTRIES, cycle);
  return [
    {
      kind: 'late-delivery',
      fromMs: start + LATE_FROM_MS,
      toMs: start + LATE_TO_MS,
      country: 'BR',
      region: LATE_REGION,
      about: LATE_REASON,
    },
    {
      kind: 'price-churn',
      fromMs: start + PRICE_AT_MS,
      toMs: start + CHURN_TO_MS,
      country: priceCountry,
      region: null,
      about: PRICE_REASON,
    },
    {
      kind: 'rising-segment',
      fromMs: start,
      toMs: start + RISE_TO_MS,
      country: segmentCountry,
      region: null,
      about: RISING_SEGMENT,
    },
    {
      kind: 'rising-category',
      fromMs: start,
      toMs: start + RISE_TO_MS,
      country: categoryCountry,
      region: null,
      about: RISING_CATEGORY,
    },
  ];
}

/** Whether parcels to the region ordered at this time arrive late as a rule. */
export function isLateRegion(region: string | null, timeMs: number): boolean {
  const phase = phaseOf(timeMs);
  return region === LATE_REGION && phase >= LATE_FROM_MS && phase < LATE_TO_MS;
}

export interface PriceChange {
  readonly atMs: number;
  readonly churnToMs: number;
  readonly country: string;
}

/** The price change of a cycle. */
export function priceChangeOf(cycle: number): PriceChange {
  const start = cycleStart(cycle);
  return { atMs: start + PRICE_AT_MS, churnToMs: start + CHURN_TO_MS, country: turn(PRICE_COUNTRIES, cycle) };
}

/** How far the rising segment has come in a country: 0 (not at all) to 1 (fully); it fades through the next cycle. */
export function segmentRise(country: string, timeMs: number): number {
  return riseOf(SEGMENT_COUNTRIES, country, timeMs);
}

/** How far the rising category has come in a country, 0 to 1. */
export function categoryRise(country: string, timeMs: number): number {
  return riseOf(CATEGORY_COUNTRIES, country, timeMs);
}

function riseOf(countries: readonly string[], country: string, timeMs: number): number {
  const cycle = cycleOf(timeMs);
  const phase = phaseOf(timeMs);
  if (turn(countries, cycle) === country) return Math.min(1, phase / RISE_TO_MS);
  return turn(countries, cycle - 1) === country ? 1 - phase / CYCLE_MS : 0;
}

/** Number of the cycle that a time falls into; negative before 2026. */
export function cycleOf(timeMs: number): number {
  return Math.floor((timeMs - FIRST_CYCLE_MS) / CYCLE_MS);
}

function cycleStart(cycle: number): number {
  return FIRST_CYCLE_MS + cycle * CYCLE_MS;
}

/** Time since the cycle began, ms. */
export function phaseOf(timeMs: number): number {
  return timeMs - cycleStart(cycleOf(timeMs));
}

function turn(countries: readonly string[], cycle: number): string {
  return countries[((cycle % countries.length) + countries.length) % countries.length] ?? '';
}
