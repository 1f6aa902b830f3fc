/**
 * Whether a source is on time: its silence against its rhythm.
 *
 * - A declared rhythm (`sources` in orrery.json) holds as it is. Otherwise it is learnt from the gaps between arrivals: the gap within
 *   which nine tenths of the time pass. Weighing gaps by their length makes bursts say little and silences much.
 * - A silence that was far too long is not learnt, or an outage would teach that outages are usual; three alike among the latest eight
 *   are a habit (a nightly feed, whatever its weekends are), and are the rhythm from then on; of several habits the longest.
 * - Late after three rhythms, lost after ten.
 * - A source that tells of the past (an import, a replay: its events are days old on arrival, or go by faster than the clock) is judged
 *   by arrivals while it flows; when it stops it is complete, not late, or of unknown rhythm where it had come up to the present.
 *   A declared source is always judged; one that was never heard is told of after three rhythms of listening.
 */
import type { FreshnessState, HeardSource, SourceFreshness } from '../../src/protocol/freshness.ts';

/** When something came, and the newest event time (ms) that the source had by then. */
export interface Beat {
  readonly atMs: number;
  readonly eventMs: number;
}

/** What is remembered of a source. */
export interface Pulse {
  readonly source: string;
  readonly events: number;
  readonly newestEventMs: number;
  readonly newestArrivalMs: number;
  /** The newest arrivals, oldest first. */
  readonly beats: readonly Beat[];
  /** The gaps (ms) between arrivals that its rhythm is learnt from. */
  readonly gaps: readonly number[];
  /** The latest silences (ms) that were far too long when they ended, oldest first. */
  readonly pauses: readonly number[];
}

const LATE_AFTER = 3;
export const LOST_AFTER = 10;
/** So much must have been seen before anything is expected. */
const LEAST_GAPS = 8;
const LEAST_SEEN_MS = 5 * 60_000;
/** A learnt rhythm is never thought shorter: networks and batches have pauses of their own. */
const LEAST_RHYTHM_MS = 10_000;
const TIME_SHARE = 0.9;
const HABIT = 3;
const ALIKE = 2;
/** Events of the past: so old on arrival, or so many times as fast as the clock. */
const PAST_MS = 2 * 86_400_000;
const PAST_PACE = 3;
/** What has come up to the present may go on from here: nothing is known of its rhythm yet. */
const NEAR_MS = 6 * 3_600_000;
/** A flow of the past has ended when nothing came for this long. */
const FLOW_ENDS_MS = 60_000;

/** The rhythm (ms) in the gaps of a source; null while too little was seen. */
export function learntRhythm({ gaps, pauses }: Pick<Pulse, 'gaps' | 'pauses'>): number | null {
  const longest = [...pauses].sort((one, other) => other - one);
  const habit = longest.findIndex((pause, at) => pause <= ALIKE * (longest[at + HABIT - 1] ?? 0));
  if (habit >= 0) return longest[habit + 1] as number;
  const seenMs = gaps.reduce((sum, gap) => sum + gap, 0);
  if (gaps.length < LEAST_GAPS || seenMs < LEAST_SEEN_MS) return null;
  const sorted = [...gaps].sort((one, other) => one - other);
  let passedMs = 0;
  for (const gap of sorted) {
    passedMs += gap;
    if (passedMs >= TIME_SHARE * seenMs) return Math.max(LEAST_RHYTHM_MS, gap);
  }
  return null;
}

/** Judges a source at an instant; `declaredMs` is its declared rhythm, null without one. */
export function judge(pulse: Pulse, declaredMs: number | null, nowMs: number): HeardSource {
  const { source, events, newestEventMs, newestArrivalMs } = pulse;
  const learntMs = declaredMs === null ? learntRhythm(pulse) : null;
  const everyMs = declaredMs ?? learntMs;
  const state = stateOf(pulse, { isDeclared: declaredMs !== null, everyMs, silenceMs: nowMs - newestArrivalMs });
  const rhythm = declaredMs !== null ? 'declared' : learntMs !== null ? 'learnt' : 'none';
  return { source, state, rhythm, everyMs, newestEventMs, newestArrivalMs, events };
}

interface Silence {
  readonly isDeclared: boolean;
  readonly everyMs: number | null;
  readonly silenceMs: number;
}

function stateOf(pulse: Pulse, { isDeclared, everyMs, silenceMs }: Silence): HeardSource['state'] {
  if (!isDeclared && isOfPast(pulse)) {
    if (silenceMs <= Math.max(FLOW_ENDS_MS, LATE_AFTER * (everyMs ?? 0))) return 'onTime';
    return pulse.newestArrivalMs - pulse.newestEventMs > NEAR_MS ? 'complete' : 'unknown';
  }
  if (everyMs === null) return 'unknown';
  if (silenceMs <= LATE_AFTER * everyMs) return 'onTime';
  return silenceMs <= LOST_AFTER * everyMs ? 'late' : 'lost';
}

/** Whether a source tells of the past. */
function isOfPast({ newestEventMs, newestArrivalMs, beats }: Pulse): boolean {
  if (newestArrivalMs - newestEventMs > PAST_MS) return true;
  const [first, last] = [beats[0], beats.at(-1)];
  return first !== undefined && last !== undefined && last.eventMs - first.eventMs > PAST_PACE * (last.atMs - first.atMs);
}

interface Listening {
  /** Since when it would have been heard. */
  readonly sinceMs: number;
  readonly nowMs: number;
  /** Whether every source that was heard is among the pulses. */
  readonly knowsAll: boolean;
}

/** Judges all sources, those first that need a look first; `declared` are the declared rhythms (ms) by source. */
export function judgeAll(
  pulses: readonly Pulse[],
  declared: ReadonlyMap<string, number>,
  { sinceMs, nowMs, knowsAll }: Listening,
): SourceFreshness[] {
  const heard = new Set(pulses.map(({ source }) => source));
  const unheard = [...declared].filter(([source, everyMs]) => !heard.has(source) && nowMs - sinceMs > LATE_AFTER * everyMs);
  const judged: SourceFreshness[] = pulses.map((pulse) => judge(pulse, declared.get(pulse.source) ?? null, nowMs));
  for (const [source, everyMs] of knowsAll ? unheard : [])
    judged.push({ source, state: 'unheard', rhythm: 'declared', everyMs, newestEventMs: null, newestArrivalMs: null, events: 0 });
  return judged.sort(byUrgency);
}

const URGENCY: readonly FreshnessState[] = ['lost', 'unheard', 'late', 'onTime', 'unknown', 'complete'];

function byUrgency(one: SourceFreshness, other: SourceFreshness): number {
  return URGENCY.indexOf(one.state) - URGENCY.indexOf(other.state) || (one.source < other.source ? -1 : 1);
}
