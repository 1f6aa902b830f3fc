/** Events into live views: from parsed events beside what one could use instead, and from their bytes beside JSON.parse alone. */
import { createTableCoder } from '../../server/engine/tableCoder.ts';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../server/settings.ts';
import { type Keeper, openDuckLevels, openLiveLevels, openMaps, openOurs, openPerspective, TICK_EVENTS, type Totals } from './levels.ts';
import { createLineReader } from './lines.ts';
import { median, type Row } from './row.ts';
import { resolvedLines, saleLines } from './sales.ts';

const EVENTS = 200_000;
/** Taken in before the clock runs: views are seldom empty. */
const HELD_EVENTS = 100_000;
/** Perspective takes so long that fewer must do. */
const FEW_EVENTS = 150_000;
const RUNS = 5;
/** As many as the log writes at once. */
const BODY_LINES = 2000;

export async function bytes(): Promise<readonly Row[]> {
  return [...(await levelRows()), await lineRow()];
}

/** Processor time of the events after the first {@link HELD_EVENTS}, just parsed as they would be, in µs an event, and what came out. */
async function measure(open: () => Keeper | Promise<Keeper>, lines: readonly string[]) {
  // What the run before has left is not collected while the clock runs.
  globalThis.gc?.();
  const keeper = await open();
  let micros = 0;
  for (let from = 0; from < lines.length; from += TICK_EVENTS) {
    const events = lines.slice(from, from + TICK_EVENTS).map((line) => JSON.parse(line) as ResolvedEvent);
    // The garbage of parsing is nobody's here.
    globalThis.gc?.({ type: 'minor' });
    const before = process.cpuUsage();
    await keeper.tick(events);
    const { user, system } = process.cpuUsage(before);
    if (from >= HELD_EVENTS) micros += user + system;
  }
  const totals = await keeper.totals();
  await keeper.close();
  return { micros: micros / (lines.length - HELD_EVENTS), totals };
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
      name: `parsed events → 4 levels, a delta every ${TICK_EVENTS.toLocaleString('en')}; beside ${peer.name}`,
      value: mine,
      unit: 'µs CPU/event',
      peer: `${theirs.toFixed(2)} µs (${(theirs / mine).toFixed(1)} ×)`,
      goal: `≥ ${peer.times} × less`,
      holds: theirs >= peer.times * mine,
    };
  });
}

/** NDJSON through everything but the disk into the four levels, beside JSON.parse of the same lines and nothing else. */
async function lineRow(): Promise<Row> {
  const lines = saleLines(EVENTS);
  const bodies = Array.from({ length: EVENTS / BODY_LINES }, (_, at) =>
    Buffer.from(`${lines.slice(at * BODY_LINES, (at + 1) * BODY_LINES).join('\n')}\n`),
  );
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let run = 0; run <= RUNS; run++) {
    const [mine, theirs] = [await measureBytes(bodies), cpuOf(() => parseEach(lines))];
    if (run === 0) continue;
    ours.push(mine);
    peer.push(theirs);
  }
  const [mine, theirs] = [median(ours) / EVENTS, median(peer) / EVENTS];
  return {
    name: `NDJSON (${Math.round(lines.join('').length / EVENTS)} B a line) → decoded, checked, resolved, coded, folded`,
    value: mine,
    unit: 'µs CPU/event',
    peer: `JSON.parse of each line alone ${theirs.toFixed(2)} µs (× ${(mine / theirs).toFixed(2)})`,
    goal: '≤ × 0.8',
    holds: mine <= 0.8 * theirs,
  };
}

/** Processor time (µs) of bodies read, coded and folded; fails when the views do not hold what was sent. */
async function measureBytes(bodies: readonly Buffer[]): Promise<number> {
  const levels = await openLiveLevels();
  const [read, code] = [createLineReader(), createTableCoder(DEFAULT_SETTINGS, levels.dictionaries)];
  globalThis.gc?.();
  const micros = cpuOf(() => {
    for (const body of bodies) for (const table of read(body)) levels.fold(code(table));
  });
  await levels.release();
  if (levels.totals().events !== EVENTS) throw new Error(`${levels.totals().events} events of ${EVENTS} were folded`);
  await levels.close();
  return micros;
}

function parseEach(lines: readonly string[]): void {
  for (const line of lines) JSON.parse(line);
}

/** Processor time (µs). */
function cpuOf(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function checkSame(name: string, theirs: Totals, ours: Totals): void {
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return;
  throw new Error(`${name} counts ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}`);
}
