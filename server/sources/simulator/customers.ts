/** The simulated customers: who they are and how their segment and membership develop, as pure functions of seed and time. */

import { CITIES, type City } from './cities.ts';
import { accumulate, indexAt, unitOf } from './random.ts';
import { CYCLE_MS, cycleOf, DAY_MS, PRICE_REASON, priceChangeOf, segmentRise } from './stories.ts';

export type Segment = 'Loyal' | 'Promising' | 'New' | 'At risk' | 'Lapsed';

export interface Customer {
  readonly number: number;
  /** The subject of the customer's events. */
  readonly id: string;
  readonly city: City;
  readonly lat: number;
  readonly lon: number;
  readonly joinMs: number;
  readonly ageBand: string;
  /** 0 (about to leave) to 1 (devoted). */
  readonly loyalty: number;
  readonly membership: Membership | null;
}

export interface Membership {
  readonly startMs: number;
  /** Null while no end is in sight. */
  readonly cancelMs: number | null;
  readonly reason: string;
}

/** A customer's segment is looked at again once in so many days, each customer on a day of its own. */
export const REVIEW_EVERY_MS = CYCLE_MS;
const ESTABLISHED = 1_800;
const MOST_CUSTOMERS = 12_000;
const GROWTH_PER_DAY = 4;
const GROWTH_FROM_MS = Date.UTC(2025, 6, 1);
const ESTABLISHED_OVER_MS = 1_100 * DAY_MS;
const MEMBER_SHARE = 0.42;
const NATURAL_CHURN_PER_DAY = 0.0008;
const WAVE_SHARE = 0.34;
const AGE_BANDS = ['18-24', '25-34', '35-44', '45-54', '55-64', '65+'] as const;
const LEAVING_REASONS = [
  'Not used enough',
  'Moved to another shop',
  'Moved away',
  'Missing features',
  'Poor service',
  'No reason given',
  'No reason given',
] as const;

/** Every customer that there will ever be, in order of joining. */
export function createCustomers(seed: number): readonly Customer[] {
  const cumulative = accumulate(CITIES.map((city) => city.weight));
  return Array.from({ length: MOST_CUSTOMERS }, (_, number) => createCustomer(seed, number, cumulative));
}

function createCustomer(seed: number, number: number, cumulative: readonly number[]): Customer {
  const unit = (purpose: number) => unitOf(seed, 1, number, purpose);
  const city = CITIES[indexAt(cumulative, unit(0))] as City;
  const joinMs = Math.floor(joinTime(number, unit(1)));
  return {
    number,
    id: `C-${String(100_000 + number)}`,
    city,
    ...near(city, unit(2), unit(3)),
    joinMs,
    ageBand: AGE_BANDS[Math.floor(unit(4) ** 1.3 * AGE_BANDS.length)] as string,
    loyalty: unit(6),
    membership: membershipOf(unit, city.country, joinMs),
  };
}

function joinTime(number: number, unit: number): number {
  if (number < ESTABLISHED) return GROWTH_FROM_MS - (1 - (number + unit) / ESTABLISHED) * ESTABLISHED_OVER_MS;
  return GROWTH_FROM_MS + ((number - ESTABLISHED + unit) / GROWTH_PER_DAY) * DAY_MS;
}

// Homes thin out with the distance from the centre; 0.09 degrees are 10 km. Where the coordinates decide the region they stay close to it.
function near(city: City, angle: number, distance: number): { lat: number; lon: number } {
  const turn = angle * 2 * Math.PI;
  const reach = (city.region === null ? 0.012 : 0.09) * distance ** 1.5;
  const lon = city.lon + (reach * Math.cos(turn)) / Math.cos((city.lat * Math.PI) / 180);
  return { lat: rounded(city.lat + reach * Math.sin(turn)), lon: rounded(lon) };
}

function rounded(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}

function membershipOf(unit: (purpose: number) => number, country: string, joinMs: number): Membership | null {
  if (unit(10) >= MEMBER_SHARE) return null;
  const startMs = Math.floor(joinMs + unit(11) ** 2 * 200 * DAY_MS);
  const naturalMs = Math.floor(startMs + (-Math.log(1 - unit(12)) / NATURAL_CHURN_PER_DAY) * DAY_MS);
  const waveMs = firstWave(unit, country, startMs);
  if (waveMs !== null && waveMs < naturalMs)
    return { startMs, cancelMs: waveMs, reason: unit(14) < 0.8 ? PRICE_REASON : 'No reason given' };
  return { startMs, cancelMs: naturalMs, reason: LEAVING_REASONS[Math.floor(unit(15) * LEAVING_REASONS.length)] as string };
}

// The first price change after the start that makes this member leave, within a horizon of about ten years.
function firstWave(unit: (purpose: number) => number, country: string, startMs: number): number | null {
  const first = cycleOf(startMs);
  for (let cycle = first; cycle < first + 44; cycle += 1) {
    const change = priceChangeOf(cycle);
    if (change.country !== country || change.atMs < startMs || unit(100 + cycle) >= WAVE_SHARE) continue;
    return Math.floor(change.atMs + unit(300 + cycle) ** 2 * (change.churnToMs - change.atMs));
  }
  return null;
}

/** When in each review period the customer's turn comes: ms after a multiple of {@link REVIEW_EVERY_MS}. */
export function reviewPhase(seed: number, customer: Customer): number {
  return Math.floor(unitOf(seed, 2, customer.number) * REVIEW_EVERY_MS);
}

/** The segment that the review at `timeMs` puts a customer into. */
export function segmentAt(seed: number, customer: Customer, timeMs: number): Segment {
  const age = timeMs - customer.joinMs;
  const country = customer.city.country;
  if (unitOf(seed, 3, customer.number, Math.floor(timeMs / DAY_MS)) < 0.62 * segmentRise(country, timeMs)) return 'Promising';
  if (age < 60 * DAY_MS) return 'New';
  const wobble = (unitOf(seed, 4, customer.number, Math.floor(timeMs / DAY_MS)) - 0.5) * 0.3;
  const score = customer.loyalty + wobble + (age < 240 * DAY_MS ? 0.12 : 0);
  if (score > 0.66) return 'Loyal';
  if (score > 0.42) return 'Promising';
  return score > 0.2 ? 'At risk' : 'Lapsed';
}
