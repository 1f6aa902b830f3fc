/** What it costs the server to send one release to one client, beside bare WebSockets and Socket.IO alone. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientsOrder, ClientsReport } from './broadcastClients.ts';
import type { Kind, Order, Report } from './broadcastServer.ts';
import { median, type Row } from './row.ts';
import { scriptOf } from './script.ts';

const FEW = 1000;
const MANY = 9500;
const MESSAGES_A_BLOCK = 20_000;
const BLOCKS = 5;

interface Pair {
  readonly clients: number;
  /** Microseconds of the server's processor time for each client and message, in one block. */
  block(bytes: number): Promise<number>;
  /** Memory for each client, bytes. */
  readonly memory: number;
  close(): void;
}

export async function broadcast(): Promise<readonly Row[]> {
  const many = Math.min(MANY, openFilesAllowed() - 500);
  const few = { hub: await openPair('hub', FEW), ws: await openPair('ws', FEW), stock: await openPair('stock', FEW) };
  const small = await compare(few, 1000);
  const large = await compare(few, 9000);
  for (const pair of Object.values(few)) pair.close();
  const beside = { hub: await openPair('hub', FEW), crowd: await openPair('hub', many) };
  const crowded = await compare(beside, 1000);
  const { memory } = beside.crowd;
  for (const pair of Object.values(beside)) pair.close();
  const bare = await openPair('ws', many);
  bare.close();
  return [
    besideBare('1 KB', small),
    besideBare('9 KB', large),
    {
      name: `broadcast: server CPU a client message, ${many.toLocaleString('en')} clients`,
      value: crowded.crowd,
      unit: 'µs',
      peer: `${FEW.toLocaleString('en')} clients ${crowded.hub.toFixed(2)} µs: ${(crowded.crowd / crowded.hub).toFixed(2)}×`,
      goal: '≤ 1.2×',
      holds: crowded.crowd / crowded.hub <= 1.2,
    },
    {
      name: `memory a connected client, ${many.toLocaleString('en')} clients with a view`,
      value: memory / 1024,
      unit: 'KiB',
      peer: `bare WebSockets ${(bare.memory / 1024).toFixed(1)} KiB`,
      goal: '≤ 30',
      holds: memory / 1024 <= 30,
    },
  ];
}

function besideBare(size: string, cost: Readonly<Record<'hub' | 'ws' | 'stock', number>>): Row {
  return {
    name: `broadcast: server CPU a client message, ${size}, ${FEW.toLocaleString('en')} clients`,
    value: cost.hub,
    unit: 'µs',
    peer: `ws.send ${cost.ws.toFixed(2)} µs: ${(cost.hub / cost.ws).toFixed(2)}×; Socket.IO emit ${cost.stock.toFixed(2)} µs`,
    goal: '≤ 1.25× ws.send',
    holds: cost.hub / cost.ws <= 1.25,
  };
}

/** Medians of blocks in turn, so that what else the machine does falls on all alike. */
async function compare<Name extends string>(pairs: Readonly<Record<Name, Pair>>, bytes: number): Promise<Record<Name, number>> {
  const names = Object.keys(pairs) as Name[];
  const costs = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let block = 0; block <= BLOCKS; block++) {
    for (const name of names) {
      const cost = await pairs[name].block(bytes);
      // The first block warms up.
      if (block > 0) costs.get(name)?.push(cost);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(costs.get(name) ?? [])])) as Record<Name, number>;
}

async function openPair(kind: Kind, clients: number): Promise<Pair> {
  const server = fork(scriptOf('broadcastServer'), [kind]);
  const receivers = fork(scriptOf('broadcastClients'));
  const { port } = await answer<Report & { told: 'listening' }>(server);
  const memoryOf = async (): Promise<number> => (await ask<Report & { told: 'memory' }>(server, { ask: 'memory' })).bytes;
  const before = await memoryOf();
  await tell(receivers, { ask: 'connect', kind, port, count: clients });
  const memory = ((await memoryOf()) - before) / clients;
  const rounds = Math.ceil(MESSAGES_A_BLOCK / clients);
  // Wide enough for both ends to be done with one message before the next.
  const everyMs = clients / 20;
  return {
    clients,
    memory,
    async block(bytes) {
      const arrived = tell<ClientsReport & { told: 'arrived' }>(receivers, { ask: 'expect', messages: rounds * clients });
      // What the clients said first is read before the server is measured.
      await sleep(100 + everyMs);
      await ask(server, { ask: 'send', rounds, everyMs, bytes });
      const { heartbeats } = await arrived;
      const { microseconds } = await ask<Report & { told: 'cpu' }>(server, { ask: 'cpu' });
      return microseconds / (rounds * clients + heartbeats);
    },
    close() {
      receivers.send({ ask: 'close' } satisfies ClientsOrder);
      server.kill();
    },
  };
}

function ask<Told extends Report>(server: ChildProcess, order: Order): Promise<Told> {
  server.send(order);
  return answer<Told>(server);
}

function tell<Told extends ClientsReport>(receivers: ChildProcess, order: ClientsOrder): Promise<Told> {
  receivers.send(order);
  return answer<Told>(receivers);
}

function answer<Told>(child: ChildProcess): Promise<Told> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null): void => reject(new Error(`broadcast bench: a process ended with ${code}`));
    child.once('exit', fail);
    child.once('message', (told) => {
      child.off('exit', fail);
      resolve(told as Told);
    });
  });
}

function openFilesAllowed(): number {
  return Number(/Max open files\s+\d+\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 1024);
}
