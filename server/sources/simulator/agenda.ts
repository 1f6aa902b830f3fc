/** What happens to the simulated customers whether or not they act: profiles, consents, memberships, announced prices. */
import { type EventData, EventType } from '../../../src/protocol/event.ts';
import { MEMBERSHIP } from './catalogue.ts';
import { currencyOf } from './cities.ts';
import { type Customer, REVIEW_EVERY_MS, reviewPhase, segmentAt } from './customers.ts';
import { localPrice } from './journeys.ts';
import { firstFrom, unitOf } from './random.ts';
import { cycleOf, priceChangeOf } from './stories.ts';
import { place, type TimedEvent, timed } from './telling.ts';

const CRM = '/simulated/crm';
const HOUR_MS = 3_600_000;
const PRICE_USD = 7.99;
const RAISED_USD = 9.99;

export interface Agenda {
  /** Everything in [fromMs, toMs), in no particular order. */
  between(fromMs: number, toMs: number): TimedEvent[];
  /** Memberships that run at `timeMs`, as the events that started them. */
  runningAt(timeMs: number): TimedEvent[];
}

export function createAgenda(seed: number, customers: readonly Customer[]): Agenda {
  const reviews = reviewsByHour(seed, customers);
  const once = customers.flatMap(turningPoints).sort((a, b) => a.timeMs - b.timeMs);
  return {
    between: (fromMs, toMs) => [
      ...profiles(seed, reviews, fromMs, toMs),
      ...slice(once, fromMs, toMs).map((point) => point.tell(point.customer)),
      ...announcements(fromMs, toMs),
    ],
    runningAt: (timeMs) => customers.filter((customer) => isMember(customer, timeMs)).map(membershipStart),
  };
}

const HOURS_PER_REVIEW = REVIEW_EVERY_MS / HOUR_MS;

interface Turn {
  readonly customer: Customer;
  readonly phaseMs: number;
}

function reviewsByHour(seed: number, customers: readonly Customer[]): readonly (readonly Turn[])[] {
  const hours: Turn[][] = Array.from({ length: HOURS_PER_REVIEW }, () => []);
  for (const customer of customers) {
    const phaseMs = reviewPhase(seed, customer);
    hours[Math.floor(phaseMs / HOUR_MS)]?.push({ customer, phaseMs });
  }
  return hours;
}

function profiles(seed: number, reviews: readonly (readonly Turn[])[], fromMs: number, toMs: number): TimedEvent[] {
  const found: TimedEvent[] = [];
  for (let hour = Math.floor(fromMs / HOUR_MS); hour * HOUR_MS < toMs; hour += 1) {
    const period = Math.floor(hour / HOURS_PER_REVIEW);
    for (const { customer, phaseMs } of reviews[hour - period * HOURS_PER_REVIEW] ?? []) {
      const timeMs = period * REVIEW_EVERY_MS + phaseMs;
      if (timeMs >= fromMs && timeMs < toMs && timeMs >= customer.joinMs) found.push(...review(seed, customer, timeMs, period));
    }
  }
  return found;
}

// The first profile comes with the customer; until the first review the segment is the one of newcomers.
function arrival(customer: Customer): TimedEvent {
  const data = { ...place(customer), segment: 'New', age_band: customer.ageBand };
  return timed(customer.joinMs, {
    source: CRM,
    subject: customer.id,
    type: EventType.profileUpdated,
    id: `profile-${customer.number}`,
    data,
  });
}

function review(seed: number, customer: Customer, timeMs: number, period: number): TimedEvent[] {
  const base = { source: CRM, subject: customer.id };
  const data = { ...place(customer), segment: segmentAt(seed, customer, timeMs), age_band: customer.ageBand };
  const profile = timed(timeMs, { ...base, type: EventType.profileUpdated, id: `profile-${customer.number}-${period}`, data });
  const draw = unitOf(seed, 5, customer.number, period);
  if (draw >= 0.03) return [profile];
  const consent = { ...place(customer), purpose: 'marketing', status: draw < 0.02 ? 'revoked' : 'granted' };
  return [
    profile,
    timed(timeMs + 1000, { ...base, type: EventType.consentChanged, id: `consent-${customer.number}-${period}`, data: consent }),
  ];
}

function isMember({ membership }: Customer, timeMs: number): boolean {
  return membership !== null && membership.startMs < timeMs && (membership.cancelMs === null || membership.cancelMs >= timeMs);
}

/** Something that happens to a customer once; it is told only when it is asked for, since most of them never are. */
interface TurningPoint {
  readonly timeMs: number;
  readonly customer: Customer;
  readonly tell: (customer: Customer) => TimedEvent;
}

function turningPoints(customer: Customer): TurningPoint[] {
  const points: TurningPoint[] = [{ timeMs: customer.joinMs, customer, tell: arrival }];
  const { membership } = customer;
  if (membership === null) return points;
  points.push({ timeMs: membership.startMs, customer, tell: membershipStart });
  if (membership.cancelMs !== null) points.push({ timeMs: membership.cancelMs, customer, tell: membershipEnd });
  return points;
}

function membershipStart(customer: Customer): TimedEvent {
  return membershipEvent(customer, 'start', EventType.subscriptionStarted, customer.membership?.startMs ?? 0, {});
}

function membershipEnd(customer: Customer): TimedEvent {
  const { cancelMs, reason } = customer.membership ?? {};
  return membershipEvent(customer, 'end', EventType.subscriptionCancelled, cancelMs ?? 0, reason === undefined ? {} : { reason });
}

function membershipEvent(customer: Customer, step: string, type: string, timeMs: number, more: EventData): TimedEvent {
  const data = { ...place(customer), product: MEMBERSHIP, channel: 'app', ...more };
  return timed(timeMs, { source: '/simulated/shop', subject: customer.id, type, id: `member-${customer.number}-${step}`, data });
}

function announcements(fromMs: number, toMs: number): TimedEvent[] {
  const found: TimedEvent[] = [];
  for (let cycle = cycleOf(fromMs); cycle <= cycleOf(toMs); cycle += 1) {
    const { atMs, country } = priceChangeOf(cycle);
    if (atMs >= fromMs && atMs < toMs) found.push(priceChange(cycle, atMs, country));
  }
  return found;
}

function priceChange(cycle: number, atMs: number, country: string): TimedEvent {
  const currency = currencyOf(country);
  const before = localPrice(PRICE_USD, currency);
  const after = localPrice(RAISED_USD, currency);
  const text = `${MEMBERSHIP}: ${after} instead of ${before} ${currency} a month.`;
  const data = { country, product: MEMBERSHIP, change: 'price', before, after, currency, text };
  return timed(atMs, { source: CRM, type: EventType.changeAnnounced, id: `price-${cycle}`, data });
}

function slice(sorted: readonly TurningPoint[], fromMs: number, toMs: number): readonly TurningPoint[] {
  const timeOf = (point: TurningPoint) => point.timeMs;
  return sorted.slice(firstFrom(sorted, timeOf, fromMs), firstFrom(sorted, timeOf, toMs));
}
