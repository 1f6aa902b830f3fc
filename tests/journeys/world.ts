/** A small world for the browser tests: deterministic events in several countries, posted over HTTP as any sender would. */
import type { ServerProcess } from '../server/child.ts';

/** Noon UTC of the first day. */
const START_MS = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;
const DAYS = 60;

interface Spot {
  readonly country: string;
  readonly region: string;
  readonly city: string;
  readonly weight: number;
}

const SPOTS: readonly Spot[] = [
  { country: 'BR', region: 'BR-SP', city: 'São Paulo', weight: 9 },
  { country: 'BR', region: 'BR-SP', city: 'Campinas', weight: 4 },
  { country: 'BR', region: 'BR-RJ', city: 'Rio de Janeiro', weight: 6 },
  { country: 'BR', region: 'BR-MG', city: 'Belo Horizonte', weight: 3 },
  { country: 'US', region: 'US-CA', city: 'Los Angeles', weight: 8 },
  { country: 'US', region: 'US-NY', city: 'New York City', weight: 7 },
  { country: 'GB', region: 'GB-ENG', city: 'London', weight: 5 },
  { country: 'FR', region: 'FR-IDF', city: 'Paris', weight: 4 },
  { country: 'JP', region: 'JP-13', city: 'Tokyo', weight: 4 },
];
const CATEGORIES = ['Coffee', 'Kitchen', 'Garden'];
const SEGMENTS = ['Loyal', 'New', 'At risk'];
const CHANNELS = ['web', 'app', 'store'];

export function order(id: string, data: Record<string, unknown>, timeMs = START_MS): Record<string, unknown> {
  return {
    specversion: '1.0',
    id,
    source: 'shop',
    type: 'io.orrery.order.completed',
    subject: `customer-${id.length}-${id.slice(-2)}`,
    time: new Date(timeMs).toISOString(),
    data: { currency: 'USD', ...data },
  };
}

/** All events of the small world: an order, sometimes a score or a contact, for each place and day; a few orders without a place. */
export function worldEvents(): Record<string, unknown>[] {
  const events: Record<string, unknown>[] = [];
  for (let day = 0; day < DAYS; day++) {
    SPOTS.forEach(({ weight, ...place }, at) => {
      const n = day * SPOTS.length + at;
      const id = `o${String(n).padStart(5, '0')}`;
      const timeMs = START_MS + day * DAY_MS + at * 60_000;
      const kind = { category: CATEGORIES[n % 3], segment: SEGMENTS[(n >> 1) % 3], channel: CHANNELS[(n >> 2) % 3], product: `P${n % 7}` };
      events.push(order(id, { ...place, ...kind, amount: `${weight * 10 + (day % 5)}.${10 + (n % 90)}` }, timeMs));
      if (n % 2 === 0) events.push(follow('survey.answered', id, timeMs, { ...place, ...kind, score: 1 + (n % 5), scale: 'csat5' }));
      if (n % 3 === 0) events.push(follow('survey.answered', `${id}n`, timeMs, { ...place, ...kind, score: n % 11, scale: 'nps' }));
      if (n % 5 === 0) events.push(follow('contact.opened', id, timeMs, { ...place, reason: 'Delivery', channel: 'call' }));
    });
    if (day % 10 === 0) events.push(order(`nowhere-${day}`, { amount: '5.00', category: 'Coffee' }, START_MS + day * DAY_MS));
  }
  return events;
}

function follow(noun: string, id: string, timeMs: number, data: Record<string, unknown>): Record<string, unknown> {
  const type = `io.orrery.${noun}`;
  return {
    specversion: '1.0',
    id: `${noun}-${id}`,
    source: 'desk',
    type,
    subject: `customer-${id.slice(0, 6)}`,
    time: new Date(timeMs + 3_600_000).toISOString(),
    data,
  };
}

/** Posts the whole world. Throws unless every event was accepted. */
export async function postWorld(server: ServerProcess): Promise<number> {
  const events = worldEvents();
  const response = await server.post('/v1/events', events);
  const result = (await response.json()) as { accepted: number };
  if (result.accepted !== events.length) throw new Error(`accepted ${result.accepted} of ${events.length}: ${JSON.stringify(result)}`);
  return events.length;
}
