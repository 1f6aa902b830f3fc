/** Coming back: after a crash with a million events that no checkpoint holds, and without any archive, which is then filled from the log. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newDataDir, type ServerProcess, startServer } from '../server/child.ts';
import { unlessTaken, watchOthers } from './machine.ts';
import type { Row } from './row.ts';
import { saleLines } from './sales.ts';

const EVENTS = 1_000_000;
const LINES = 5000;
/** Clock ticks a second in /proc. */
const TICKS = 100;

export async function restart(): Promise<readonly Row[]> {
  const dataDir = newDataDir();
  const first = await startServer({ dataDir, web: true });
  const lines = saleLines(EVENTS);
  for (let from = 0; from < EVENTS; from += LINES) {
    const response = await first.post('/v1/events', lines.slice(from, from + LINES).join('\n'), 'application/x-ndjson');
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  }
  const expected = JSON.stringify(await picture(first));
  await first.kill();
  const crashed = await comeBack(dataDir, expected);
  const usual = await comeBack(dataDir, expected);
  for (const name of readdirSync(dataDir)) if (name.startsWith('archive')) rmSync(join(dataDir, name), { recursive: true });
  const rebuilt = await comeBack(dataDir, expected);
  rmSync(dataDir, { recursive: true, force: true });
  const rate = EVENTS / (rebuilt.wallS - usual.wallS);
  const rateCpu = EVENTS / (rebuilt.cpuS - usual.cpuS);
  return [
    unlessTaken(crashed.taken, {
      name: 'answers again after kill -9, 1M events in',
      value: crashed.wallS,
      unit: 's',
      peer: `${crashed.cpuS.toFixed(1)} s of processor; after a usual end ${usual.wallS.toFixed(1)} s`,
      goal: '≤ 3 s',
      holds: crashed.wallS <= 3,
    }),
    unlessTaken(Math.max(usual.taken, rebuilt.taken), {
      name: 'the archive filled again from the log, to equal answers',
      value: rate,
      unit: 'events/s',
      peer: `a second of processor fills ${Math.round(rateCpu).toLocaleString('en')}`,
      goal: '≥ 200,000/s',
      holds: rate >= 200_000,
    }),
  ];
}

interface Return {
  /** From the start of the process to its first answer. */
  readonly wallS: number;
  readonly cpuS: number;
  /** Share (%) of the machine that others took meanwhile. */
  readonly taken: number;
}

/** Starts the server and asks until it answers, which must be as expected; then ends it in the usual way. */
async function comeBack(dataDir: string, expected: string): Promise<Return> {
  const [start, others] = [performance.now(), watchOthers()];
  const server = await startServer({ dataDir, web: true });
  const answer = JSON.stringify(await picture(server));
  const wallS = (performance.now() - start) / 1000;
  const taken = others();
  if (answer !== expected) throw new Error(`restart: answers differ: ${answer} for ${expected}`);
  const cpuS = processorSeconds(server);
  await server.kill('SIGTERM');
  return { wallS, cpuS, taken };
}

/** Asked again while the archive is being filled. */
async function picture(server: ServerProcess): Promise<unknown> {
  for (;;) {
    const query = { metrics: ['events', 'revenue', 'orders', 'customers', 'csat'], groupBy: ['country'] };
    const response = await server.post('/v1/query', query);
    if (response.ok) return ((await response.json()) as { rows: unknown }).rows;
    if (response.status !== 503) throw new Error(`${response.status}: ${await response.text()}`);
  }
}

function processorSeconds({ child }: ServerProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
