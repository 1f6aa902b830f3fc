/** Sparks: every event that arrives sends one along its link, or one stands for several when there are too many to draw. */
import type { ViewState } from '../viewState.ts';
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
/** What was due before nobody looked for so long, as in a page behind another one, is not sent any more. */
const UNSEEN_S = 3;

/** Whether any fly: none of a moment of the past, and none where little movement is asked for. */
export function areSparksSent({ asOf }: Pick<ViewState, 'asOf'>, isCalm: boolean): boolean {
  return asOf === null && !isCalm;
}

export interface SparkFlow {
  /**
   * Tells the counts of all links as of now (seconds of any steady clock): what is more than before has arrived. `of` is what is counted:
   * the counts of another question, or of others folded together, are no arrivals. Keys begin with the gap of their link.
   */
  tell(links: readonly LinkShape[], counts: ReadonlyMap<string, number>, nowS: number, of?: string): void;
  /** Emits what is due until now: `emit(link)` with the position in the links last told. */
  step(nowS: number, emit: (link: number) => void): void;
  /** Events a spark. */
  perSpark(): number;
  /** Events a second over all links, as measured. */
  rate(): number;
  /** Whether arrivals wait to be shown. */
  isWaiting(): boolean;
}

/** Keeps what has been counted, what is due, and how many events one spark stands for (1, 2, 5, 10, …), so that at most `most` are alive at once. */
export function createSparkFlow(most = MOST_SPARKS): SparkFlow {
  let known: { readonly of: string; readonly counts: ReadonlyMap<string, number> } | null = null;
  let links: readonly LinkShape[] = [];
  let longest = 0;
  let toldS = 0;
  let rate = 0;
  let perSpark = 1;
  // By the place of the link; written in place every frame.
  /** Sparks owed by each link, how many of them a second, and parts of sparks that are not whole yet. */
  let owed = new Float64Array(0);
  let pace = new Float64Array(0);
  let carried = new Float64Array(0);
  const clock = { nowS: 0.5, steppedS: 0.5, waiting: 0 };

  /** The same links may stand in another order now. */
  function seat(next: readonly LinkShape[]): void {
    const before = new Map(links.map(({ link }, at) => [link.key, at]));
    const moved = (own: Float64Array) => Float64Array.from(next, ({ link }) => own[before.get(link.key) ?? -1] ?? 0);
    [owed, pace, carried] = [moved(owed), moved(pace), moved(carried)];
    longest = next.reduce((far, link) => Math.max(far, ribbonLength(link)), 0);
    links = next;
  }

  /** What is owed is told in sparks: another number of events a spark is another number of sparks. */
  function weigh(next: number): void {
    for (let at = 0; at < owed.length; at++) {
      owed[at] = ((owed[at] as number) * perSpark) / next;
      carried[at] = ((carried[at] as number) * perSpark) / next;
      pace[at] = ((pace[at] as number) * perSpark) / next;
    }
    perSpark = next;
  }

  function send(emit: (link: number) => void): void {
    const elapsed = Math.min(SPREAD_S, Math.max(0, clock.nowS - clock.steppedS));
    clock.steppedS = clock.nowS;
    for (let at = 0; at < owed.length && clock.waiting > 0; at++) {
      const due = owed[at] as number;
      if (due <= 0) continue;
      const part = Math.min(due, (pace[at] as number) * elapsed);
      const progress = (carried[at] as number) + part + 1e-9;
      const whole = Math.floor(progress);
      for (let spark = 0; spark < whole; spark++) emit(at);
      owed[at] = due - part > 1e-9 ? due - part : 0;
      carried[at] = progress - whole;
      if (owed[at] === 0) clock.waiting--;
    }
  }

  return {
    tell(next, counts, nowS, of = '') {
      if (links !== next) seat(next);
      const wasWaiting = clock.waiting > 0;
      const elapsed = Math.max(0.05, nowS - toldS);
      if (known?.of !== of) known = null;
      const before = known?.counts ?? counts;
      const gaps = arrivalsByGap(before, counts);
      const arrived = [...gaps.values()].reduce((sum, gap) => sum + arrivedOf(gap), 0);
      if (known !== null) rate += (arrived / elapsed - rate) * Math.min(1, elapsed / RATE_S);
      if (wasWaiting && nowS - clock.steppedS > UNSEEN_S) {
        owed.fill(0);
        clock.steppedS = nowS;
      }
      // All that has arrived is alive at once, however long it took to be told.
      const step = stepFor(Math.max((rate * longest) / SPARK_SPEED, arrived), most);
      if (step !== perSpark) weigh(step);
      clock.waiting = 0;
      for (let at = 0; at < links.length; at++) {
        const { key } = (links[at] as LinkShape).link;
        const gap = gaps.get(key.charAt(0));
        const count = counts.get(key) ?? 0;
        const risen = Math.max(0, count - (before.get(key) ?? count));
        const more = gap === undefined || risen === 0 ? 0 : (risen * arrivedOf(gap)) / gap.risen;
        if (more > 0) {
          owed[at] = (owed[at] as number) + more / perSpark;
          pace[at] = (owed[at] as number) / SPREAD_S;
        }
        if ((owed[at] as number) > 0) clock.waiting++;
      }
      known = { of, counts };
      toldS = nowS;
      if (clock.waiting > 0 && !wasWaiting) clock.steppedS = nowS;
    },
    step(nowS, emit) {
      clock.nowS = nowS;
      send(emit);
    },
    perSpark: () => perSpark,
    rate: () => rate,
    isWaiting: () => clock.waiting > 0,
  };
}

/** By how much the links of a gap have risen together, and how much more all of them hold. */
interface Rise {
  readonly risen: number;
  readonly more: number;
}

function arrivalsByGap(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): ReadonlyMap<string, Rise> {
  const gaps = new Map<string, Rise>();
  for (const [key, count] of now) {
    const { risen, more } = gaps.get(key.charAt(0)) ?? { risen: 0, more: 0 };
    // What a wall is told of only now is not new.
    const by = count - (before.get(key) ?? count);
    gaps.set(key.charAt(0), { risen: risen + Math.max(0, by), more: more + by });
  }
  return gaps;
}

/** What has arrived: somebody who comes into another segment takes along what was counted before. */
function arrivedOf({ risen, more }: Rise): number {
  return Math.min(risen, Math.max(0, more));
}

/** The least of 1, 2, 5, 10, 20, … that keeps the sparks alive at once below the most. */
function stepFor(alive: number, most: number): number {
  for (let power = 1; ; power *= 10) for (const step of [1, 2, 5]) if (alive <= most * step * power) return step * power;
}
