/** Sparks: every event that arrives sends one along its link, or one stands for several when there are too many to draw. */
import type { LinkShape } from './cascade.ts';
import { ribbonLength } from './ribbons.ts';

/** World units a second, the same on every link, so that more sparks mean more events and nothing else. */
export const SPARK_SPEED = 2.2;
/** Most sparks alive at once. */
export const MOST_SPARKS = 1500;
/** How long the arrivals of an answer are spread over, seconds: answers come about this often. */
const SPREAD_S = 1;
/** How quickly the measured rate follows, seconds. */
const RATE_S = 6;

export interface SparkFlow {
  /** Tells the counts of all links as of now (seconds of any steady clock); what is more than before has arrived. */
  tell(links: readonly LinkShape[], counts: ReadonlyMap<string, number>, nowS: number): void;
  /** Emits what is due until now: `emit(link, lane)` with the position in the links last told and a lane from -0.5 to 0.5. */
  step(nowS: number, emit: (link: number, lane: number) => void): void;
  /** Events a spark. */
  perSpark(): number;
  /** Events a second over all links, as measured. */
  rate(): number;
  /** Whether arrivals wait to be shown. */
  isWaiting(): boolean;
}

/** Keeps what has been counted, what is due, and how many events one spark stands for (1, 2, 5, 10, …), so that at most `most` are alive at once. */
export function createSparkFlow(most = MOST_SPARKS): SparkFlow {
  let known: ReadonlyMap<string, number> | null = null;
  let links: readonly LinkShape[] = [];
  let longest = 0;
  let toldS = 0;
  let steppedS = 0;
  let rate = 0;
  let perSpark = 1;
  let seed = 1;
  /** Sparks owed by each link, and how many of them a second. */
  const owed = new Map<string, number>();
  const pace = new Map<string, number>();
  /** Parts of sparks that are not whole yet. */
  const carried = new Map<string, number>();

  const lane = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32 - 0.5;
  };

  return {
    tell(next, counts, nowS) {
      if (links !== next) longest = next.reduce((far, link) => Math.max(far, ribbonLength(link)), 0);
      links = next;
      const wasWaiting = owed.size > 0;
      const elapsed = Math.max(0.05, nowS - toldS);
      const arrived = known === null ? 0 : countArrivals(known, counts);
      if (known !== null) rate += (arrived / elapsed - rate) * Math.min(1, elapsed / RATE_S);
      perSpark = stepFor((rate * longest) / SPARK_SPEED, most);
      if (known !== null) {
        for (const [key, count] of counts) {
          const more = count - (known.get(key) ?? count);
          if (more <= 0) continue;
          const due = (owed.get(key) ?? 0) + more / perSpark;
          owed.set(key, due);
          pace.set(key, due / SPREAD_S);
        }
      }
      known = counts;
      toldS = nowS;
      if (owed.size > 0 && !wasWaiting) steppedS = nowS;
    },
    step(nowS, emit) {
      const elapsed = Math.min(SPREAD_S, Math.max(0, nowS - steppedS));
      steppedS = nowS;
      if (owed.size === 0) return;
      for (let at = 0; at < links.length; at++) {
        const key = (links[at] as LinkShape).link.key;
        const due = owed.get(key);
        if (due === undefined) continue;
        const part = Math.min(due, (pace.get(key) ?? 0) * elapsed);
        const progress = (carried.get(key) ?? 0) + part + 1e-9;
        const whole = Math.floor(progress);
        for (let spark = 0; spark < whole; spark++) emit(at, lane());
        const left = due - part;
        if (left <= 1e-9) owed.delete(key);
        else owed.set(key, left);
        carried.set(key, progress - whole);
      }
    },
    perSpark: () => perSpark,
    rate: () => rate,
    isWaiting: () => owed.size > 0,
  };
}

function countArrivals(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): number {
  let arrived = 0;
  for (const [key, count] of now) arrived += Math.max(0, count - (before.get(key) ?? count));
  return arrived;
}

/** The least of 1, 2, 5, 10, 20, … that keeps the sparks alive at once below the most. */
function stepFor(alive: number, most: number): number {
  for (let power = 1; ; power *= 10) for (const step of [1, 2, 5]) if (alive <= most * step * power) return step * power;
}
