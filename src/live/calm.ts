/** Panels of figures follow values a few times a second; whatever else changes about an answer they hear of at once. */
import type { LiveAnswer } from './liveAnswer.ts';
import type { Scheduler } from './scheduler.ts';

/** Values that change more often than this are not read, only drawn. */
export const CALM_MS = 250;

export interface CalmListener {
  hear(answer: LiveAnswer): void;
  stop(): void;
}

type Clock = Pick<Scheduler, 'after'>;

interface Round {
  readonly waiting: Set<() => void>;
  readonly cancel: () => void;
}

/** Who is told next, by whose clock: all of them together, so that the page renders once. */
const rounds = new WeakMap<Clock, Round>();

function beginRound(clock: Clock): Round {
  const waiting = new Set<() => void>();
  const cancel = clock.after(CALM_MS, () => {
    rounds.delete(clock);
    for (const tell of [...waiting]) tell();
  });
  const round = { waiting, cancel };
  rounds.set(clock, round);
  return round;
}

/** Tells once with all others that wait. Returns the undo. */
function joinRound(clock: Clock, tell: () => void): () => void {
  const round = rounds.get(clock) ?? beginRound(clock);
  round.waiting.add(tell);
  return () => {
    if (!round.waiting.delete(tell) || round.waiting.size > 0) return;
    round.cancel();
    if (rounds.get(clock) === round) rounds.delete(clock);
  };
}

/** Calls `onChange` at once when an answer comes, goes or grows old, and else at most every {@link CALM_MS}, behind the frame that draws the new values. */
export function calmly(present: LiveAnswer, onChange: () => void, scheduler: Clock): CalmListener {
  let [status, hasTable] = [present.status, present.table !== null];
  let cancel: (() => void) | null = null;

  function tell(): void {
    cancel?.();
    cancel = null;
    onChange();
  }

  return {
    hear(answer) {
      const isOther = answer.status !== status || (answer.table !== null) !== hasTable;
      [status, hasTable] = [answer.status, answer.table !== null];
      if (isOther) tell();
      else cancel ??= joinRound(scheduler, tell);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
