/** Events as the simulated company tells them: how one is made, where and what it is about. */
import type { EventData } from '../../../src/protocol/event.ts';
import type { Product } from './catalogue.ts';
import type { Customer } from './customers.ts';
import type { Random } from './random.ts';
import type { Mood } from './texts.ts';

/** A CloudEvents 1.0 object as it is sent. */
export interface SimulatedEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly subject?: string;
  readonly data: EventData;
}

export interface TimedEvent {
  readonly timeMs: number;
  readonly event: SimulatedEvent;
}

/** What one journey starts from. `key` is unique for ever and names the events. */
export interface Start {
  readonly key: string;
  readonly atMs: number;
  readonly customer: Customer;
  readonly random: Random;
  /** Whether later consequences (delivery, surveys after days) belong to it. */
  readonly withLater: boolean;
}

/** An event of a journey, of its customer. */
export function at(start: Start, timeMs: number, source: string, type: string, id: string, data: EventData): TimedEvent {
  return timed(timeMs, { source, type, id, subject: start.customer.id, data });
}

/** An event at a time (rounded to whole milliseconds). */
export function timed(timeMs: number, event: Pick<SimulatedEvent, 'source' | 'type' | 'id' | 'data'> & { subject?: string }): TimedEvent {
  const whole = Math.floor(timeMs);
  return { timeMs: whole, event: { specversion: '1.0', ...event, time: new Date(whole).toISOString() } };
}

/** Where a customer lives, in the names of `data`. */
export function place(customer: Customer): EventData {
  const { city, lat, lon } = customer;
  return { country: city.country, ...(city.region === null ? {} : { region: city.region }), city: city.name, lat, lon };
}

/** What an event is about, in the names of `data`. */
export function about(product: Product): { product: string; category: string; brand: string } {
  return { product: product.name, category: product.category, brand: product.brand };
}

/** A score of 1 to 5; `satisfied`: chance of one that is. */
export function csatScore(random: Random, satisfied: number): number {
  return random.chance(satisfied) ? random.int(4, 5) : random.int(1, 3);
}

/** How somebody speaks who gives a score of 1 to 5. */
export function moodOf(score: number): Mood {
  return score >= 4 ? 'good' : score >= 3 ? 'mixed' : 'bad';
}
