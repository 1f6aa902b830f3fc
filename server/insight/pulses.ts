/** Remembers when each source last came, and how often: folded with every batch, begun from what the archive holds. */
import { codeColumn } from '../engine/columns.ts';
import type { Read } from '../engine/readers.ts';
import type { Dictionaries, RowBatch } from '../engine/rows.ts';
import { type Beat, LOST_AFTER, learntRhythm, type Pulse } from './freshness.ts';

const MOST_SOURCES = 1000;
const BEATS_KEPT = 64;
const GAPS_KEPT = 256;
const PAUSES_KEPT = 8;
const SOURCE = codeColumn('source');

export interface Pulses {
  note(batch: RowBatch): void;
  all(): readonly Pulse[];
  /** Sources that are not followed, because there are too many. */
  unfollowed(): number;
}

interface Followed {
  events: number;
  newestEventMs: number;
  newestArrivalMs: number;
  readonly beats: Beat[];
  readonly gaps: number[];
  readonly pauses: number[];
}

/** Begins with what stands in the archive; `dictionaries` name the sources. */
export async function openPulses(read: Read, dictionaries: Dictionaries): Promise<Pulses> {
  const bySource = new Map<number, Followed>();
  const left = new Set<number>();

  function follow(source: number): Followed | null {
    const known = bySource.get(source);
    if (known) return known;
    if (bySource.size >= MOST_SOURCES) {
      left.add(source);
      return null;
    }
    const followed: Followed = { events: 0, newestEventMs: -Infinity, newestArrivalMs: -Infinity, beats: [], gaps: [], pauses: [] };
    bySource.set(source, followed);
    return followed;
  }

  await restore(read, follow);
  return {
    note({ count, timeMs, receivedMs, codes }) {
      const sources = codes.source;
      if (sources === undefined) return;
      let code = -1;
      let followed: Followed | null = null;
      for (let row = 0; row < count; row++) {
        if (sources[row] !== code) {
          code = sources[row] as number;
          followed = follow(code);
        }
        if (followed === null) continue;
        followed.events += 1;
        arrive(followed, receivedMs[row] as number, timeMs[row] as number);
      }
    },
    all: () => Array.from(bySource, ([source, followed]) => ({ source: dictionaries.text('source', source) ?? '', ...followed })),
    unfollowed: () => left.size,
  };
}

/** What comes in one moment is one beat. */
function arrive(source: Followed, atMs: number, timeMs: number): void {
  if (!(atMs >= source.newestArrivalMs)) return;
  if (timeMs <= atMs && timeMs > source.newestEventMs) source.newestEventMs = timeMs;
  if (atMs > source.newestArrivalMs) {
    if (source.newestArrivalMs > -Infinity) noteGap(source, atMs - source.newestArrivalMs);
    source.newestArrivalMs = atMs;
    keep(source.beats, { atMs, eventMs: source.newestEventMs }, BEATS_KEPT);
  } else {
    source.beats[source.beats.length - 1] = { atMs, eventMs: source.newestEventMs };
  }
}

/** Shorter gaps cannot be an outage of any learnt rhythm: the rhythm need not be known for them. */
const LEAST_PAUSE_MS = 60_000;

function noteGap(source: Followed, gapMs: number): void {
  const rhythmMs = gapMs < LEAST_PAUSE_MS ? null : learntRhythm(source);
  if (rhythmMs !== null && gapMs > LOST_AFTER * rhythmMs) keep(source.pauses, gapMs, PAUSES_KEPT);
  else keep(source.gaps, gapMs, GAPS_KEPT);
}

function keep<Value>(all: Value[], value: Value, most: number): void {
  all.push(value);
  if (all.length > most) all.shift();
}

async function restore(read: Read, follow: (source: number) => Followed | null): Promise<void> {
  const whole = await read(
    `SELECT ${SOURCE}, count(*), max(time_ms) FILTER (WHERE time_ms <= received_ms) FROM events GROUP BY ALL ORDER BY count(*) DESC LIMIT ${MOST_SOURCES}`,
  );
  for (let row = 0; row < whole.rowCount; row++) {
    const [code = 0, events = 0] = whole.columns.map((column) => Number(column[row]));
    const followed = follow(code);
    if (followed) followed.events = events;
  }
  const moments = `SELECT ${SOURCE} AS source, received_ms AS moment, max(time_ms) FILTER (WHERE time_ms <= received_ms) AS newest
    FROM events GROUP BY source, moment QUALIFY row_number() OVER (PARTITION BY source ORDER BY moment DESC) <= ${GAPS_KEPT}`;
  const found = await read(`SELECT source, moment, coalesce(newest, 0) FROM (${moments}) ORDER BY moment`);
  for (let row = 0; row < found.rowCount; row++) {
    const [code = 0, atMs = 0, newest = 0] = found.columns.map((column) => Number(column[row]));
    const followed = follow(code);
    if (followed) arrive(followed, atMs, newest);
  }
}
