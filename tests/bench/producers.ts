/**
 * Many producers in one process, over bare sockets that are kept open: `producers.ts URL '{"producers":…}'`. Prints what they saw as JSON.
 * In a closed loop each sends its next batch when the last one is acknowledged; in an open loop batches are due at a fixed rate, come what may.
 */
import { connect, type Socket } from 'node:net';

export interface ProducerOptions {
  readonly producers: number;
  readonly batch: number;
  readonly seconds: number;
  /** Batches a second, of all together; 0: a closed loop. */
  readonly rate: number;
  /** Stands in every id: no two runs have the same. */
  readonly run: string;
}

export interface ProducersSaw {
  readonly events: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The newest sequence number that was acknowledged. */
  readonly seq: number;
  readonly cpuMs: number;
}

const NUMBER_DIGITS = 8;

interface Producer {
  readonly socket: Socket;
  readonly head: Buffer;
  readonly body: Buffer;
  /** Where the batch's number stands in the body, once an event. */
  readonly places: readonly number[];
  busy: boolean;
}

function createProducer(url: URL, { batch, run }: ProducerOptions, number: number): Producer {
  const lines = Array.from({ length: batch }, (_, at) => JSON.stringify(eventOf(run, number, at))).join('\n');
  const body = Buffer.from(lines);
  const places: number[] = [];
  for (let at = body.indexOf(NUMBER); at >= 0; at = body.indexOf(NUMBER, at + 1)) places.push(at);
  const head = `POST /v1/events HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/x-ndjson\r\ncontent-length: ${body.length}\r\n\r\n`;
  const socket = connect(Number(url.port), url.hostname).setNoDelay(true);
  return { socket, head: Buffer.from(head), body, places, busy: false };
}

const NUMBER = '#'.repeat(NUMBER_DIGITS);
const PLACES = [
  ['DE', 'Berlin'],
  ['FR', 'Paris'],
  ['US', 'Chicago'],
  ['BR', 'Recife'],
  ['GB', 'London'],
  ['JP', 'Osaka'],
] as const;

function eventOf(run: string, producer: number, at: number): object {
  const any = (of: number): number => (Math.imul(producer * 1009 + at + 1, 2654435761) >>> 8) % of;
  const [country, city] = PLACES[any(PLACES.length)] as (typeof PLACES)[number];
  return {
    specversion: '1.0',
    id: `${run}-${NUMBER}-${at}`,
    source: `producer-${producer}`,
    type: 'io.orrery.order.completed',
    subject: `customer-${any(5000)}`,
    time: new Date(Date.UTC(2024, 0, 1) + any(30_000_000) * 1000).toISOString(),
    data: {
      country,
      city,
      product: `sku-${any(900)}`,
      category: `c-${any(20)}`,
      quantity: 1 + any(5),
      amount: any(90_000) / 100,
      channel: 'web',
    },
  };
}

function numbered({ body, places }: Producer, number: number): Buffer {
  const digits = String(number).padStart(NUMBER_DIGITS, '0');
  for (const place of places) body.write(digits, place, 'latin1');
  return body;
}

/** The JSON of one answer; null while it is not all there. Throws on anything but 200. */
function parseAnswer(text: string): { readonly accepted: number; readonly seq: number } | null {
  const end = text.indexOf('\r\n\r\n');
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
  if (end < 0 || text.length < end + 4 + length) return null;
  if (!text.startsWith('HTTP/1.1 200')) throw new Error(text);
  return JSON.parse(text.slice(end + 4));
}

async function run(url: URL, options: ProducerOptions): Promise<ProducersSaw> {
  const producers = Array.from({ length: options.producers }, (_, at) => createProducer(url, options, at));
  await Promise.all(producers.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))));
  const delays: number[] = [];
  const due: number[] = [];
  let [events, seq, number, inFlight] = [0, 0, 0, 0];
  const startedAt = performance.now();
  const endsAt = startedAt + options.seconds * 1000;
  const cpu = process.cpuUsage();

  return new Promise((resolve) => {
    const send = (producer: Producer, dueMs: number): void => {
      producer.busy = true;
      inFlight += 1;
      let text = '';
      const listen = (chunk: Buffer): void => {
        text += chunk.toString('latin1');
        const answer = parseAnswer(text);
        if (!answer) return;
        producer.socket.off('data', listen);
        if (answer.accepted !== options.batch) throw new Error(text);
        delays.push(performance.now() - dueMs);
        events += answer.accepted;
        seq = Math.max(seq, answer.seq);
        producer.busy = false;
        inFlight -= 1;
        goOn(producer);
      };
      producer.socket.on('data', listen);
      producer.socket.cork();
      producer.socket.write(producer.head);
      producer.socket.write(numbered(producer, number++));
      producer.socket.uncork();
    };
    const goOn = (producer: Producer): void => {
      const next = options.rate > 0 ? due.shift() : performance.now();
      if (next !== undefined && performance.now() < endsAt + (options.rate > 0 ? 5000 : 0)) send(producer, next);
      else if (inFlight === 0 && performance.now() >= endsAt) finish();
    };
    const finish = (): void => {
      const { user, system } = process.cpuUsage(cpu);
      for (const { socket } of producers) socket.destroy();
      clearInterval(clock);
      const sorted = Float64Array.from(delays).sort();
      const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] as number;
      const seconds = (performance.now() - startedAt) / 1000;
      resolve({ events, seconds, p50Ms: at(0.5), p99Ms: at(0.99), seq, cpuMs: (user + system) / 1000 });
    };
    let told = 0;
    const clock = setInterval(() => {
      const now = performance.now();
      if (options.rate === 0) return;
      for (; told < Math.floor(((Math.min(now, endsAt) - startedAt) / 1000) * options.rate); told++) {
        const dueMs = startedAt + (told * 1000) / options.rate;
        const free = producers.find(({ busy }) => !busy);
        if (free) send(free, dueMs);
        else due.push(dueMs);
      }
      if (inFlight === 0 && now >= endsAt) finish();
    }, 2);
    if (options.rate === 0) for (const producer of producers) send(producer, performance.now());
  });
}

const [address, text] = process.argv.slice(2);
if (address && text) console.log(JSON.stringify(await run(new URL(address), JSON.parse(text) as ProducerOptions)));
