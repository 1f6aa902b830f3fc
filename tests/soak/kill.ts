/** kill -9 again and again under load: what was acknowledged is there, once, and is served again at once. */
import { setTimeout as wait } from 'node:timers/promises';
import { MOST_TAKEN, watchOthers } from '../bench/machine.ts';
import { newDataDir, type ServerProcess, startServer } from '../server/child.ts';
import { createProducers, type Holdings, newMet, produceAll, startComparison } from './producers.ts';
import { readLog } from './readLog.ts';
import { seeded } from './world.ts';

const PRODUCERS = 32;
const BATCH = 200;
/** Longest time between a life's share of events and its end, ms. */
const LONGEST_MS = 200;

export interface KillReport extends Holdings {
  readonly acknowledged: number;
  /** What the server answers at the end. */
  readonly answered: number;
  readonly notices: readonly string[];
  /** From the start of a process to an answer that counts everything acknowledged, however long the log is. */
  readonly serving: {
    /** In lives at whose start others did not have the machine; null when there was none. */
    readonly mostMs: number | null;
    /** How many these were. */
    readonly timed: number;
    /** In all. */
    readonly mostStarvedMs: number;
  };
}

/** Acknowledges at least so many events over so many lives. `onLife` is told after each. */
export async function killSoak(
  kills: number,
  events: number,
  seed: number,
  onLife: (life: number) => void = () => {},
): Promise<KillReport> {
  const random = seeded(seed);
  const dataDir = newDataDir();
  const [producers, met] = [createProducers(PRODUCERS), newMet()];
  const starts: { readonly ms: number; readonly taken: number }[] = [];
  for (let life = 1; life <= kills; life++) {
    const { server, ms, taken } = await startServing(dataDir, met.acknowledged);
    starts.push({ ms, taken });
    const share = (events * life) / kills;
    const isOver = () => server.child.exitCode !== null;
    const sending = produceAll(server.url, producers, { batch: BATCH, met, isOver });
    while (met.acknowledged < share && !isOver()) await wait(2);
    await wait(random() * LONGEST_MS);
    await server.kill();
    await sending;
    onLife(life);
  }
  const { server, ms, taken } = await startServing(dataDir, met.acknowledged);
  starts.push({ ms, taken });
  const { rows } = await server.query({ metrics: ['events'] });
  await server.kill();
  const comparison = startComparison(producers, BATCH);
  const { notices } = readLog(dataDir, comparison.add);
  await server.dispose();
  const timed = starts.filter(({ taken }) => taken <= MOST_TAKEN).map((start) => start.ms);
  return {
    ...comparison.end(),
    acknowledged: met.acknowledged,
    answered: Number(rows[0]?.[0]),
    notices,
    serving: {
      mostMs: timed.length > 0 ? Math.round(Math.max(...timed)) : null,
      timed: timed.length,
      mostStarvedMs: Math.round(Math.max(...starts.map((start) => start.ms))),
    },
  };
}

interface Serving {
  readonly server: ServerProcess;
  readonly ms: number;
  /** Share (%) of the machine that others took meanwhile. */
  readonly taken: number;
}

async function startServing(dataDir: string, acknowledged: number): Promise<Serving> {
  const [startMs, others] = [performance.now(), watchOthers()];
  const server = await startServer({ dataDir, built: true });
  const held = Number((await server.query({ metrics: ['events'] })).rows[0]?.[0]);
  if (held < acknowledged) throw new Error(`${acknowledged} events were acknowledged, after the restart there are ${held}`);
  return { server, ms: performance.now() - startMs, taken: others() };
}
