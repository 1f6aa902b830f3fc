/** The journeys that simulated customers take: each begins at one moment and gives one or more events, now or later. */
import { EventType } from '../../../src/protocol/event.ts';
import { MEMBERSHIP, PRODUCTS, type Product, SEARCHES } from './catalogue.ts';
import { currencyOf, languageOf } from './cities.ts';
import { CURRENCY_RATES } from './currencies.ts';
import type { Customer } from './customers.ts';
import { campaignAt, carrierTrouble, deskTrouble } from './movements.ts';
import { accumulate, indexAt, type Random } from './random.ts';
import { categoryRise, DAY_MS, isLateRegion, LATE_REASON, RISING_CATEGORY } from './stories.ts';
import { about, at, csatScore, moodOf, place, type Start, type TimedEvent } from './telling.ts';
import { type Mood, writeText } from './texts.ts';
import { originOf } from './warehouses.ts';

export type Journey = (start: Start) => TimedEvent[];

export const MINUTE_MS = 60_000;
/** The last event of a journey comes within so long after its start. */
export const LONGEST_JOURNEY_MS = 30 * DAY_MS;

const SHOP = '/simulated/shop';
const SUPPORT = '/simulated/support';
const SURVEYS = '/simulated/surveys';
const SOCIAL = '/simulated/social';
const DELIVERED = 'io.orrery.order.delivered';
const CUMULATIVE = accumulate(PRODUCTS.map((product) => product.weight));
const DAMAGED_REASON = 'Damaged item';
const REASONS = ['Question about a product', 'Return or refund', 'Payment', DAMAGED_REASON, 'Account', LATE_REASON] as const;
const REASON_WEIGHTS = accumulate([30, 24, 14, 14, 12, 6]);
const CONTACT_CHANNELS = ['call', 'call', 'chat', 'chat', 'email', 'email', 'store'] as const;

export const orderJourney: Journey = (start) => {
  const { random, customer, atMs } = start;
  const channel = random.pick(['web', 'web', 'web', 'app', 'app', 'app', 'store'] as const);
  const products = Array.from({ length: 1 + Math.min(5, random.poisson(0.7)) }, () => pickProduct(random, customer, atMs));
  const lines = products.map((product, index) => orderLine(start, product, index, channel));
  if (!start.withLater) return [...lines, ...feltEffort(start, channel)];
  return [...lines, ...refunds(start, lines), ...delivery(start, products[0] as Product)];
};

function pickProduct(random: Random, customer: Customer, atMs: number): Product {
  const wanted = wantedCategory(random, customer, atMs);
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const product = PRODUCTS[indexAt(CUMULATIVE, random.next())] as Product;
    if (wanted === null || product.category === wanted) return product;
  }
  return PRODUCTS[0] as Product;
}

/** What somebody came for: what rises in their country, or what is advertised; null: nothing in particular. */
function wantedCategory(random: Random, { city }: Customer, atMs: number): string | null {
  if (random.chance(0.45 * categoryRise(city.country, atMs))) return RISING_CATEGORY;
  const { category, strength } = campaignAt(atMs);
  return categoryRise(city.country, atMs) === 0 && random.chance(0.27 * strength) ? category : null;
}

function orderLine(start: Start, product: Product, index: number, channel: string): TimedEvent {
  const { random, customer } = start;
  const currency = currencyOf(customer.city.country);
  const quantity = product.price < 50 && random.chance(0.25) ? random.int(2, 4) : 1;
  const discount = random.chance(0.18) ? 0.85 : 1;
  return at(start, start.atMs, SHOP, EventType.orderCompleted, `order-${start.key}-${index + 1}`, {
    ...place(customer),
    ...originOf(product.category, channel, customer),
    order: `O-${start.key}`,
    ...about(product),
    quantity,
    amount: localPrice(product.price * quantity * discount, currency),
    currency,
    channel,
    ...(discount < 1 ? { discount: 0.15 } : {}),
  });
}

/** A USD price as a decimal string in another currency, in that currency's usual digits. */
export function localPrice(usd: number, currency: string): string {
  const rate = CURRENCY_RATES[currency] ?? 1;
  return currency === 'JPY' ? String(Math.round(usd / rate / 10) * 10) : (Math.round((usd / rate) * 100) / 100).toFixed(2);
}

function refunds(start: Start, lines: readonly TimedEvent[]): TimedEvent[] {
  const { random, atMs } = start;
  if (!random.chance(0.05)) return [];
  const { data } = (lines[0] as TimedEvent).event;
  const { discount: _, ...refunded } = data;
  const reason = random.pick(['Changed my mind', 'Does not fit', 'Damaged', 'Not as described'] as const);
  return [at(start, atMs + random.between(3, 16) * DAY_MS, SHOP, EventType.orderRefunded, `refund-${start.key}`, { ...refunded, reason })];
}

function delivery(start: Start, product: Product): TimedEvent[] {
  const { random, customer, atMs } = start;
  const { country, region } = customer.city;
  const late = random.chance(isLateRegion(region, atMs) ? 0.86 : 0.07);
  const damaged = !late && random.chance(0.5 * carrierTrouble(country, atMs));
  const days = late ? random.between(9, 18) : random.between(1.2, 6);
  const deliveredMs = atMs + days * DAY_MS;
  const facts = {
    ...{ order: `O-${start.key}`, ...about(product), delivered_late: late, delivery_days: Math.ceil(days) },
    ...(damaged ? { delivered_damaged: true } : {}),
  };
  const delivered = at(start, deliveredMs, SHOP, DELIVERED, `delivery-${start.key}`, { ...place(customer), ...facts });
  const complains = random.chance(late ? 0.45 : damaged ? 0.25 : 0);
  const complainedMs = late ? atMs + random.between(6, 9) * DAY_MS : deliveredMs + random.between(0.1, 2) * DAY_MS;
  const complaint = complains ? contact({ ...start, atMs: complainedMs }, late ? LATE_REASON : DAMAGED_REASON, 'd') : [];
  return [delivered, ...complaint, ...deliverySurvey(start, deliveredMs, facts)];
}

function deliverySurvey(
  start: Start,
  deliveredMs: number,
  facts: { product: string; delivered_late: boolean; delivered_damaged?: boolean },
): TimedEvent[] {
  const { random, customer } = start;
  if (!random.chance(0.4)) return [];
  const score = csatScore(random, facts.delivered_late || facts.delivered_damaged ? 0.22 : 0.72 + 0.2 * customer.loyalty);
  const mood: Mood = facts.delivered_late && score < 4 ? 'late' : moodOf(score);
  const spoken = random.chance(0.55) ? { text: writeText(random, languageOf(customer.city.country), mood, facts.product) } : {};
  const isReview = random.chance(0.2);
  return [
    at(
      start,
      deliveredMs + random.between(0.2, 3) * DAY_MS,
      SURVEYS,
      isReview ? EventType.reviewPublished : EventType.surveyAnswered,
      `csat-${start.key}`,
      {
        ...place(customer),
        ...facts,
        score,
        scale: 'csat5',
        channel: isReview ? 'web' : 'email',
        ...spoken,
      },
    ),
  ];
}

function feltEffort(start: Start, channel: string): TimedEvent[] {
  const { random, customer, atMs } = start;
  if (!random.chance(0.3)) return [];
  const score = Math.max(1, Math.min(7, Math.round(random.between(3.6, 7.4) + customer.loyalty - 0.4)));
  return [
    at(start, atMs + random.between(1, 6) * MINUTE_MS, SURVEYS, EventType.surveyAnswered, `effort-${start.key}`, {
      ...place(customer),
      score,
      scale: 'ces7',
      channel,
    }),
  ];
}

export const contactJourney: Journey = (start) => contact(start, REASONS[indexAt(REASON_WEIGHTS, start.random.next())] as string, 'c');

function contact(start: Start, reason: string, mark: string): TimedEvent[] {
  const { random, customer, atMs } = start;
  const channel = random.pick(CONTACT_CHANNELS);
  const id = `K-${start.key}${mark}`;
  const product = random.chance(0.6) ? about(pickProduct(random, customer, atMs)) : {};
  const shared = { ...place(customer), contact: id, channel, reason, ...product };
  const durationS = Math.round(channel === 'email' ? random.between(300, 1500) : random.between(90, 900));
  const closedMs = atMs + (channel === 'email' ? random.between(20, 50) * MINUTE_MS : durationS * 1000 + random.between(0, 3) * MINUTE_MS);
  const resolved = random.chance(reason === LATE_REASON ? 0.45 : 0.82 - 0.42 * deskTrouble(channel, atMs));
  const closed = { ...shared, agent: `Agent ${random.int(10, 33)}`, resolved, duration_s: durationS };
  return [
    at(start, atMs, SUPPORT, EventType.contactOpened, `${id}-opened`, shared),
    at(start, closedMs, SUPPORT, EventType.contactClosed, `${id}-closed`, closed),
    ...contactSurvey(start, closedMs, { contact: id, reason, channel }, resolved),
    ...(start.withLater && mark !== 'f' && !resolved && random.chance(0.6)
      ? contact({ ...start, atMs: atMs + random.between(0.5, 5) * DAY_MS }, reason, 'f')
      : []),
  ];
}

function contactSurvey(
  start: Start,
  closedMs: number,
  facts: { contact: string; reason: string; channel: string },
  resolved: boolean,
): TimedEvent[] {
  const { random, customer } = start;
  if (!random.chance(0.4)) return [];
  const timeMs = closedMs + random.between(1, 9) * MINUTE_MS;
  const data = { ...place(customer), ...facts };
  if (random.chance(0.5)) {
    const score = random.int(resolved ? 4 : 1, resolved ? 7 : 5);
    return [at(start, timeMs, SURVEYS, EventType.surveyAnswered, `effort-${facts.contact}`, { ...data, score, scale: 'ces7' })];
  }
  const score = csatScore(random, resolved ? 0.84 : 0.22);
  return [at(start, timeMs, SURVEYS, EventType.surveyAnswered, `csat-${facts.contact}`, { ...data, score, scale: 'csat5' })];
}

export const recommendationJourney: Journey = (start) => {
  const { random, customer, atMs } = start;
  const late = isLateRegion(customer.city.region, atMs) ? -2.5 : 0;
  const score = Math.max(0, Math.min(10, Math.round(6.1 + 4.2 * customer.loyalty + late + random.between(-2.2, 2.6))));
  const spoken = random.chance(0.25)
    ? { text: writeText(random, languageOf(customer.city.country), late < 0 && score < 7 ? 'late' : moodOf(score / 2), MEMBERSHIP) }
    : {};
  return [
    at(start, atMs, SURVEYS, EventType.surveyAnswered, `nps-${start.key}`, {
      ...place(customer),
      score,
      scale: 'nps',
      channel: 'email',
      ...spoken,
    }),
  ];
};

export const visitJourney: Journey = (start) => {
  const { random, customer, atMs } = start;
  const product = pickProduct(random, customer, atMs);
  const channel = random.chance(0.55) ? 'app' : 'web';
  return [
    at(start, atMs, SHOP, EventType.pageViewed, `view-${start.key}`, {
      ...place(customer),
      ...about(product),
      channel,
      page: random.pick(['product', 'product', 'category', 'basket'] as const),
    }),
  ];
};

export const searchJourney: Journey = (start) => {
  const { random, customer, atMs } = start;
  const wanted = random.pick(SEARCHES);
  const results = wanted.found ? random.int(1, 40) : 0;
  return [
    at(start, atMs, SHOP, EventType.productSearched, `search-${start.key}`, {
      ...place(customer),
      text: wanted.text,
      results,
      channel: random.chance(0.55) ? 'app' : 'web',
    }),
  ];
};

export const postJourney: Journey = (start) => {
  const { random, customer, atMs } = start;
  const product = pickProduct(random, customer, atMs);
  const late = isLateRegion(customer.city.region, atMs) && random.chance(0.7);
  const mood: Mood = late ? 'late' : random.chance(0.3 + 0.4 * customer.loyalty) ? 'good' : random.pick(['mixed', 'bad'] as const);
  const text = writeText(random, languageOf(customer.city.country), mood, product.name);
  return [
    at(start, atMs, SOCIAL, EventType.postPublished, `post-${start.key}`, {
      ...place(customer),
      ...about(product),
      channel: 'social',
      text,
      ...(late ? { reason: LATE_REASON } : {}),
    }),
  ];
};

export const messageJourney: Journey = (start) => {
  const { random, customer, atMs } = start;
  const campaign = random.pick(['Weekly picks', 'Your basket is waiting', 'New in store', 'Members first'] as const);
  return [
    at(start, atMs, '/simulated/crm', EventType.messageSent, `message-${start.key}`, {
      ...place(customer),
      channel: random.chance(0.7) ? 'email' : 'app',
      campaign,
    }),
  ];
};
