/** Events into live views: from parsed events beside what one could use instead, and from their bytes beside JSON.parse alone. */
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { type Keeper, openDuckLevels, openMaps, openOurs, openPerspective, TICK_EVENTS, type Totals } from './levels.ts';
import { median, type Row } from './row.ts';
import { resolvedLines } from './sales.ts';

const EVENTS = 200_000;
/** Perspective takes so long that fewer must do. */
const FEW_EVENTS = 50_000;
const RUNS = 5;

export async function bytes(): Promise<readonly Row[]> {
  return levelRows();
}

/** Processor time of events taken in tick by tick, just parsed as they would be, in µs an event, and what came out. */
async function measure(open: () => Keeper | Promise<Keeper>, lines: readonly string[]) {
  const keeper = await open();
  globalThis.gc?.();
  let micros = 0;
  for (let from = 0; from < lines.length; from += TICK_EVENTS) {
    const events = lines.slice(from, from + TICK_EVENTS).map((line) => JSON.parse(line) as ResolvedEvent);
    const before = process.cpuUsage();
    await keeper.tick(events);
    const { user, system } = process.cpuUsage(before);
    micros += user + system;
  }
  const totals = await keeper.totals();
  await keeper.close();
  return { micros: micros / lines.length, totals };
}

async function levelRows(): Promise<readonly Row[]> {
  const all = resolvedLines(EVENTS);
  const few = all.slice(0, FEW_EVENTS);
  const peers = [
    { name: 'Perspective', open: openPerspective, lines: few, times: 20, runs: 3 },
    { name: 'DuckDB', open: openDuckLevels, lines: all, times: 5, runs: RUNS },
    { name: 'Map of strings', open: openMaps, lines: all, times: 2, runs: RUNS },
  ];
  const took = new Map<object, number[]>(peers.map((peer) => [peer, []]));
  const ours = new Map<object, number[]>(peers.map((peer) => [peer, []]));
  await measure(openOurs, all);
  for (let run = 0; run < RUNS; run++) {
    for (const peer of peers.filter(({ runs }) => run < runs)) {
      const mine = await measure(openOurs, peer.lines);
      const theirs = await measure(peer.open, peer.lines);
      checkSame(peer.name, theirs.totals, mine.totals);
      ours.get(peer)?.push(mine.micros);
      took.get(peer)?.push(theirs.micros);
    }
  }
  return peers.map((peer): Row => {
    const [mine, theirs] = [median(ours.get(peer) ?? []), median(took.get(peer) ?? [])];
    return {
      name: `${peer.lines.length.toLocaleString('en')} parsed events → 4 levels, a delta every ${TICK_EVENTS.toLocaleString('en')}`,
      value: mine,
      unit: 'µs CPU/event',
      peer: `${peer.name} ${theirs.toFixed(2)} µs (${(theirs / mine).toFixed(1)} ×)`,
      goal: `≥ ${peer.times} × less`,
      holds: theirs >= peer.times * mine,
    };
  });
}

function checkSame(name: string, theirs: Totals, ours: Totals): void {
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return;
  throw new Error(`${name} counts ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}`);
}
