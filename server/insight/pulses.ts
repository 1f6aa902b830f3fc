/** Remembers when each source last came, and how often: folded with every batch, begun from what the archive holds. */
import { codeColumn } from '../engine/columns.ts';
import { AHEAD_MS, newestSql } from '../engine/newestEvent.ts';
import type { Read } from '../engine/readers.ts';
import type { Dictionaries, RowBatch } from '../engine/rows.ts';
import { type Beat, LOST_AFTER, learntRhythm, type Pulse } from './freshness.ts';

const MOST_SOURCES = 1000;
/** What comes within this time is one beat, so that what is kept of a source that never rests tells of minutes, not of a moment. */
const BEAT_MS = 2000;
const BEATS_KEPT = 64;
const GAPS_KEPT = 256;
const PAUSES_KEPT = 8;
/** Pauses of longer ago are no habit. */
const HABITS_MS = 30 * 86_400_000;
const FAR_FUTURE_MS = 8.64e15;
const SOURCE = codeColumn('source');

export interface Pulses {
  note(batch: RowBatch): void;
  all(): readonly Pulse[];
  /** Whether every source is followed: none of them can have been left out. */
  followsAll(): boolean;
  /** Sources that are not followed, because there are too many. */
  unfollowed(): number;
}

interface Followed {
  events: number;
  newestEventMs: number;
  newestArrivalMs: number;
  /** When its newest beat began. */
  beganMs: number;
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
    const followed = {
      events: 0,
      newestEventMs: -Infinity,
      newestArrivalMs: -Infinity,
      beganMs: -Infinity,
      beats: [],
      gaps: [],
      pauses: [],
    };
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
    all: () => Array.from(bySource, ([source, followed]) => toPulse(dictionaries.text('source', source) ?? '', followed)),
    followsAll: () => bySource.size < MOST_SOURCES,
    unfollowed: () => left.size,
  };
}

function toPulse(source: string, followed: Followed): Pulse {
  const { events, newestArrivalMs, beats, gaps, pauses } = followed;
  return { source, events, newestEventMs: newestOf(followed), newestArrivalMs, beats, gaps, pauses };
}

/** A source that told of nothing but the future is as new as its arrival. */
function newestOf({ newestEventMs, newestArrivalMs }: Followed): number {
  return newestEventMs > -Infinity ? newestEventMs : newestArrivalMs;
}

function arrive(source: Followed, atMs: number, timeMs: number): void {
  if (!(atMs >= source.newestArrivalMs)) {
    if (!(atMs < source.newestArrivalMs - BEAT_MS)) return;
    beginAnew(source, atMs);
  }
  const isSameBeat = Math.floor(atMs / BEAT_MS) === Math.floor(source.newestArrivalMs / BEAT_MS);
  source.newestArrivalMs = atMs;
  if (timeMs <= atMs + AHEAD_MS) source.newestEventMs = Math.max(source.newestEventMs, Math.min(timeMs, atMs));
  if (isSameBeat) {
    source.beats[source.beats.length - 1] = { atMs, eventMs: newestOf(source) };
    return;
  }
  if (source.beganMs > -Infinity) noteGap(source, atMs - source.beganMs);
  source.beganMs = atMs;
  keep(source.beats, { atMs, eventMs: newestOf(source) }, BEATS_KEPT);
}

/** The server's clock was set back: arrivals that stand in its future would hide every silence until then. */
function beginAnew(source: Followed, atMs: number): void {
  source.newestArrivalMs = -Infinity;
  source.newestEventMs = Math.min(source.newestEventMs, atMs);
  source.beganMs = -Infinity;
  source.beats.length = 0;
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
    `SELECT ${SOURCE}, count(*), coalesce(${newestSql()}, ${FAR_FUTURE_MS}) FROM events GROUP BY ALL ORDER BY count(*) DESC LIMIT ${MOST_SOURCES}`,
  );
  const beats = `SELECT ${SOURCE} AS source, min(received_ms) AS began, max(received_ms) AS ended, ${newestSql()} AS newest, max(seq) AS last_seq
    FROM events GROUP BY source, received_ms // ${BEAT_MS} QUALIFY row_number() OVER (PARTITION BY source ORDER BY max(seq) DESC) <= ${GAPS_KEPT}`;
  const found = await read(`SELECT source, began, ended, coalesce(newest, ${FAR_FUTURE_MS}) FROM (${beats}) ORDER BY last_seq`);
  const known = new Map<number, { readonly followed: Followed; readonly beganMs: number }>();
  for (let row = 0; row < whole.rowCount; row++) follow(Number(whole.columns[0]?.[row]));
  for (let row = 0; row < found.rowCount; row++) {
    const [code = 0, beganMs = 0, endedMs = 0, newest = 0] = found.columns.map((column) => Number(column[row]));
    const followed = follow(code);
    if (!followed) continue;
    if (!known.has(code)) known.set(code, { followed, beganMs });
    arrive(followed, beganMs, FAR_FUTURE_MS);
    arrive(followed, endedMs, newest);
  }
  for (let row = 0; row < whole.rowCount; row++) {
    const [code = 0, events = 0, newest = 0] = whole.columns.map((column) => Number(column[row]));
    const followed = follow(code);
    if (!followed) continue;
    followed.events = events;
    if (newest < FAR_FUTURE_MS) followed.newestEventMs = Math.min(followed.newestArrivalMs, Math.max(followed.newestEventMs, newest));
  }
  await restorePauses(read, known);
}

/** The pauses before the beats that were read back, by the rhythm in these: a night or a weekend lies further back than the beats of a busy source. */
async function restorePauses(
  read: Read,
  known: ReadonlyMap<number, { readonly followed: Followed; readonly beganMs: number }>,
): Promise<void> {
  const asked = [...known].flatMap(([code, { followed, beganMs }]) => {
    const rhythmMs = learntRhythm({ gaps: followed.gaps, pauses: [] });
    return rhythmMs === null ? [] : [`(${code}, ${beganMs}, ${Math.max(LEAST_PAUSE_MS, LOST_AFTER * rhythmMs)})`];
  });
  if (asked.length === 0) return;
  const beats = `SELECT ${SOURCE} AS source, min(received_ms) AS began FROM events JOIN (VALUES ${asked.join()}) AS asked(code, latest, least) ON ${SOURCE} = code
    WHERE received_ms BETWEEN latest - ${HABITS_MS} AND latest GROUP BY source, received_ms // ${BEAT_MS}`;
  const gaps = `SELECT source, began, began - lag(began) OVER (PARTITION BY source ORDER BY began) AS gap FROM (${beats})`;
  const found = await read(`SELECT source, gap FROM (${gaps}) JOIN (VALUES ${asked.join()}) AS asked(code, latest, least) ON source = code
    WHERE gap > least QUALIFY row_number() OVER (PARTITION BY source ORDER BY began DESC) <= ${PAUSES_KEPT} ORDER BY began`);
  for (let row = found.rowCount - 1; row >= 0; row--) {
    const [code = 0, gapMs = 0] = found.columns.map((column) => Number(column[row]));
    const pauses = known.get(code)?.followed.pauses;
    if (pauses && pauses.length < PAUSES_KEPT) pauses.unshift(gapMs);
  }
}
