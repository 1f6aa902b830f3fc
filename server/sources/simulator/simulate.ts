/** The simulated company's events in time order: a pure function of seed and range. */
import { type Agenda, createAgenda } from './agenda.ts';
import { CITIES, type City } from './cities.ts';
import { type Customer, createCustomers, REVIEW_EVERY_MS } from './customers.ts';
import type { Journey } from './journeys.ts';
import * as journeys from './journeys.ts';
import { courtship, isSilent } from './movements.ts';
import { accumulate, createRandom, firstFrom, indexAt, mix, type Random } from './random.ts';
import { busyness, LEISURE, meanBusyness, OFFICE, type Rhythm } from './rhythm.ts';
import { categoryRise, DAY_MS, segmentRise } from './stories.ts';
import type { SimulatedEvent, TimedEvent } from './telling.ts';

export const DEFAULT_SEED = 4400;

export interface Range {
  readonly seed?: number;
  readonly fromMs: number;
  /** Exclusive; Infinity for a stream without end. */
  readonly toMs: number;
}

interface Kind {
  readonly name: string;
  readonly journey: Journey;
  readonly perDay: number;
  readonly rhythm: Rhythm;
}

/** A layer of the company's life: what begins in one slot depends on the seed and the slot alone. */
interface Layer {
  readonly mark: string;
  readonly slotMs: number;
  readonly longestMs: number;
  readonly withLater: boolean;
  readonly kinds: readonly Kind[];
}

const { orderJourney, contactJourney, recommendationJourney, visitJourney, searchJourney, postJourney, messageJourney } = journeys;

// What is always told: dense enough to hold the stories, thin enough for three months to be there at once.
const HISTORY: Layer = {
  mark: 'h',
  slotMs: 3_600_000,
  longestMs: journeys.LONGEST_JOURNEY_MS,
  withLater: true,
  kinds: [
    { name: 'o', journey: orderJourney, perDay: 78, rhythm: LEISURE },
    { name: 'c', journey: contactJourney, perDay: 22, rhythm: OFFICE },
    { name: 'n', journey: recommendationJourney, perDay: 9, rhythm: LEISURE },
    { name: 'v', journey: visitJourney, perDay: 34, rhythm: LEISURE },
    { name: 's', journey: searchJourney, perDay: 10, rhythm: LEISURE },
    { name: 'p', journey: postJourney, perDay: 7, rhythm: LEISURE },
    { name: 'm', journey: messageJourney, perDay: 6, rhythm: OFFICE },
  ],
};

// What comes on top while someone watches: mostly visits, so that every second something moves.
const WATCHED: Layer = {
  mark: 'w',
  slotMs: 60_000,
  longestMs: 2 * 3_600_000,
  withLater: false,
  kinds: [
    { name: 'o', journey: orderJourney, perDay: 3_600, rhythm: LEISURE },
    { name: 'c', journey: contactJourney, perDay: 1_700, rhythm: OFFICE },
    { name: 'n', journey: recommendationJourney, perDay: 900, rhythm: LEISURE },
    { name: 'v', journey: visitJourney, perDay: 180_000, rhythm: LEISURE },
    { name: 's', journey: searchJourney, perDay: 24_000, rhythm: LEISURE },
    { name: 'p', journey: postJourney, perDay: 1_000, rhythm: LEISURE },
  ],
};

interface World {
  readonly seed: number;
  readonly byCity: readonly (readonly Customer[])[];
  readonly cumulative: readonly number[];
  readonly agenda: Agenda;
}

/** Events of the company at its told density: about 300 a day, at times in [fromMs, toMs), ascending. */
export function* simulate({ seed = DEFAULT_SEED, fromMs, toMs }: Range): Generator<SimulatedEvent, void, undefined> {
  for (const { event } of streamOf(HISTORY, createWorld(seed), fromMs, toMs)) yield event;
}

/** What comes on top of {@link simulate} while someone watches: about two events a second. */
export function* simulateWatched({ seed = DEFAULT_SEED, fromMs, toMs }: Range): Generator<SimulatedEvent, void, undefined> {
  for (const { event } of streamOf(WATCHED, createWorld(seed), fromMs, toMs)) yield event;
}

/** What must be known of the time before `atMs`: every customer's latest profile, and the memberships that run. */
export function opening(seed: number, atMs: number): SimulatedEvent[] {
  const { agenda } = createWorld(seed);
  const before = agenda.between(atMs - REVIEW_EVERY_MS, atMs).filter(({ event }) => event.id.startsWith('profile-'));
  return inOrder([...before, ...agenda.runningAt(atMs)]).map(({ event }) => event);
}

let latestWorld: World | null = null;

// Building the customers takes some tens of milliseconds; a run asks for the same world several times.
function createWorld(seed: number): World {
  if (latestWorld?.seed === seed) return latestWorld;
  const customers = createCustomers(seed);
  const byCity = new Map(CITIES.map((city): [City, Customer[]] => [city, []]));
  for (const customer of customers) byCity.get(customer.city)?.push(customer);
  latestWorld = {
    seed,
    byCity: [...byCity.values()],
    cumulative: accumulate(CITIES.map((city) => city.weight)),
    agenda: createAgenda(seed, customers),
  };
  return latestWorld;
}

function* streamOf(layer: Layer, world: World, fromMs: number, toMs: number): Generator<TimedEvent, void, undefined> {
  const waiting = new Map<number, TimedEvent[]>();
  const slotOf = (timeMs: number) => Math.floor(timeMs / layer.slotMs);
  const firstSlot = slotOf(fromMs);
  for (let slot = slotOf(fromMs - layer.longestMs); slot * layer.slotMs < toMs; slot += 1) {
    for (const timed of beginningIn(layer, world, slot)) {
      const due = slotOf(timed.timeMs);
      if (due < firstSlot) continue;
      const queue = waiting.get(due);
      if (queue) queue.push(timed);
      else waiting.set(due, [timed]);
    }
    const due = inOrder(waiting.get(slot) ?? []);
    waiting.delete(slot);
    for (const timed of due) if (timed.timeMs >= fromMs && timed.timeMs < toMs && !isSilent(timed.event.source, timed.timeMs)) yield timed;
  }
}

function beginningIn(layer: Layer, world: World, slot: number): TimedEvent[] {
  const random = createRandom(mix(mix(world.seed, layer.mark.charCodeAt(0)), slot));
  const found = layer === HISTORY ? world.agenda.between(slot * layer.slotMs, (slot + 1) * layer.slotMs) : [];
  for (const kind of layer.kinds) found.push(...journeysOf(kind, { layer, world, slot, random }));
  return found;
}

interface Slot {
  readonly layer: Layer;
  readonly world: World;
  readonly slot: number;
  readonly random: Random;
}

// Chances are drawn evenly over world and time; each is taken by how busy its place is at that moment.
function journeysOf(kind: Kind, { layer, world, slot, random }: Slot): TimedEvent[] {
  const chances = random.poisson((kind.perDay * layer.slotMs) / DAY_MS / meanBusyness(kind.rhythm));
  const found: TimedEvent[] = [];
  for (let chance = 0; chance < chances; chance += 1) {
    const atMs = Math.floor((slot + random.next()) * layer.slotMs);
    const cityIndex = indexAt(world.cumulative, random.next());
    const customer = customerAt(world.byCity[cityIndex] ?? [], atMs, random);
    if (customer === null || !random.chance(busyness(kind.rhythm, customer.city, atMs) * appetite(customer, atMs))) continue;
    const key = `${layer.mark}${kind.name}${slot.toString(36)}-${chance}`;
    found.push(...kind.journey({ key, atMs, customer, random, withLater: layer.withLater }));
  }
  return found;
}

// The rising stories bring business, and so does courting: their countries take more of the chances.
function appetite({ city }: Customer, atMs: number): number {
  const rise = Math.max(segmentRise(city.country, atMs), categoryRise(city.country, atMs));
  return 0.7 + 0.3 * rise + 0.5 * courtship(city.country, atMs);
}

// Customers stand in order of joining; the early ones are a little more active.
function customerAt(customers: readonly Customer[], atMs: number, random: Random): Customer | null {
  const known = firstFrom(customers, (customer) => customer.joinMs, atMs);
  return customers[Math.floor(random.next() ** 1.4 * known)] ?? null;
}

function inOrder(events: readonly TimedEvent[]): TimedEvent[] {
  return [...events].sort((a, b) => a.timeMs - b.timeMs || (a.event.id < b.event.id ? -1 : 1));
}
