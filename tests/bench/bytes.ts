/** Events into live views: from parsed events beside what one could use instead, and from their bytes beside JSON.parse alone. */

import { createTableCoder } from '../../server/engine/tableCoder.ts';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../server/settings.ts';
import { type Keeper, openDuckLevels, openLiveLevels, openMaps, openOurs, openPerspective, TICK_EVENTS, type Totals } from './levels.ts';
import { createLineChecker, createLineReader } from './lines.ts';
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
  return [...(await levelRows()), ...(await lineRows())];
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

/** NDJSON read, checked, coded and folded into the four levels, and with all that the log does besides, beside JSON.parse of the same lines and nothing else. */
async function lineRows(): Promise<readonly Row[]> {
  const lines = saleLines(EVENTS);
  const bodies = Array.from({ length: EVENTS / BODY_LINES }, (_, at) =>
    Buffer.from(`${lines.slice(at * BODY_LINES, (at + 1) * BODY_LINES).join('\n')}\n`),
  );
  const parts: LineParts[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const took = { ...(await measureBytes(bodies)), parsed: cpuOf(() => parseEach(lines)) };
    if (run > 0) parts.push(took);
  }
  const of = (name: keyof LineParts): number => median(parts.map((took) => took[name])) / EVENTS;
  const parsed = of('parsed');
  const row = (does: string, value: number, goal: string, holds: boolean): Row => ({
    name: `NDJSON (${Math.round(lines.join('').length / EVENTS)} B a line) → ${does}`,
    value,
    unit: 'µs CPU/event',
    peer: `JSON.parse of each line alone ${parsed.toFixed(2)} µs (× ${(value / parsed).toFixed(2)})`,
    goal,
    holds,
  });
  const [plain, whole] = [of('checked') + of('coded') + of('folded'), of('written') + of('coded') + of('folded')];
  return [
    row('read and checked', of('checked'), 'part of the next', true),
    row('read, checked, coded, folded', plain, '≤ × 0.8', plain <= 0.8 * parsed),
    row('the same with repeats told, places resolved, stored form written', whole, '(stated)', true),
  ];
}

/** Processor time, µs. */
interface LineParts {
  readonly checked: number;
  readonly written: number;
  readonly coded: number;
  readonly folded: number;
  readonly parsed: number;
}

/** Every stage over all bodies; fails when the views do not hold what was sent. */
async function measureBytes(bodies: readonly Buffer[]): Promise<Omit<LineParts, 'parsed'>> {
  const levels = await openLiveLevels();
  const [check, read, code] = [createLineChecker(), createLineReader(), createTableCoder(DEFAULT_SETTINGS, levels.dictionaries)];
  globalThis.gc?.();
  const checked = cpuOf(() => bodies.forEach(check));
  let [written, coded, folded] = [0, 0, 0];
  for (const body of bodies) {
    const [tables, writing] = clocked(() => read(body));
    written += writing;
    for (const table of tables) {
      const [rows, coding] = clocked(() => code(table));
      coded += coding;
      folded += cpuOf(() => levels.fold(rows));
    }
  }
  await levels.release();
  if (levels.totals().events !== EVENTS) throw new Error(`${levels.totals().events} events of ${EVENTS} were folded`);
  await levels.close();
  return { checked, written, coded, folded };
}

function parseEach(lines: readonly string[]): void {
  for (const line of lines) JSON.parse(line);
}

/** What came of it, and its processor time (µs). */
function clocked<T>(act: () => T): readonly [T, number] {
  const before = process.cpuUsage();
  const made = act();
  const { user, system } = process.cpuUsage(before);
  return [made, user + system];
}

function cpuOf(act: () => void): number {
  return clocked(act)[1];
}

function checkSame(name: string, theirs: Totals, ours: Totals): void {
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return;
  throw new Error(`${name} counts ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours)}`);
}
