/** A view that cannot be folded: it is asked afresh while it is out of date, at a pace that leaves the archive free for others. */
import { numberIds } from '../../../src/protocol/encodeFrame.ts';
import type { Cell, QueryAnswer } from '../../../src/protocol/query.ts';
import type { Change, Publisher } from './publisher.ts';

/** Shortest time from one refresh to the next. */
export const REFRESH_EVERY_MS = 1500;
/** A refresh that took long is followed by a pause this many times as long. */
const PAUSE_FACTOR = 9;
/** But not by a longer one: it may have taken long only because many views opened at once. */
export const LONGEST_PAUSE_MS = 8000;
/** A sliding window is refreshed this often although nothing arrives. */
const SLIDE_EVERY_MS = 10_000;

export interface RefreshedSource {
  /** Something arrived that may change the answer. */
  note(): void;
  isDue(nowMs: number): boolean;
  /** Asks; a failure leaves the view as it was, to be tried again. */
  refresh(): Promise<QueryAnswer>;
  /** What an answer changes, as the publisher takes it; `isLive` where folding goes on from it. */
  toChange(answer: QueryAnswer, publisher: Publisher, isLive?: boolean): Change;
  /** Somebody else names the rows of the publisher from now on. */
  forgetRows(): void;
}

interface Options {
  ask(): Promise<QueryAnswer>;
  readonly now: () => number;
  /** An answer `asOf` never changes. */
  readonly isFrozen: boolean;
  readonly slides: boolean;
}

export function createRefreshedSource({ ask, now, isFrozen, slides }: Options): RefreshedSource {
  const handles = createHandles();
  let isDirty = true;
  let endedMs = Number.NEGATIVE_INFINITY;
  let pauseMs = REFRESH_EVERY_MS;

  return {
    note() {
      if (!isFrozen) isDirty = true;
    },
    isDue(nowMs) {
      // By a clock that was set back, nobody can tell for how long.
      const waitedMs = nowMs >= endedMs ? nowMs - endedMs : Number.POSITIVE_INFINITY;
      return isDirty ? waitedMs >= pauseMs : slides && waitedMs >= Math.max(SLIDE_EVERY_MS, pauseMs);
    },
    async refresh() {
      const startedMs = now();
      isDirty = false;
      try {
        return await ask();
      } catch (error) {
        isDirty = true;
        throw error;
      } finally {
        endedMs = now();
        pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(REFRESH_EVERY_MS, PAUSE_FACTOR * (endedMs - startedMs)));
      }
    },
    toChange: (answer, publisher, isLive = false) => handles.toChange(answer, publisher, isLive),
    forgetRows: handles.forget,
  };
}

/** Row handles by the text of the ids, kept while the row is shown. */
function createHandles() {
  let byIds = new Map<string, number>();
  const free: number[] = [];
  let next = 0;
  const toKey = (ids: readonly unknown[]): string => JSON.stringify(ids);

  return {
    forget(): void {
      byIds = new Map();
    },
    toChange(answer: QueryAnswer, publisher: Publisher, isLive: boolean): Change {
      const dimensions = answer.columns.filter(({ unit }) => unit === null).length;
      if (byIds.size === 0 && publisher.rowCount > 0) {
        publisher.rename((ids) => {
          byIds.set(toKey(ids), next);
          return next++;
        });
      }
      const shown = new Map<string, number>();
      const rows = new Map<number, QueryAnswer['rows'][number]>();
      for (const row of answer.rows) {
        const key = toKey(row.slice(0, dimensions));
        const handle = byIds.get(key) ?? free.pop() ?? next++;
        shown.set(key, handle);
        rows.set(handle, row);
      }
      for (const [key, handle] of byIds) if (!shown.has(key)) free.push(handle);
      byIds = shown;
      const added = [...rows.keys()].filter((handle) => !publisher.has(handle));
      return {
        removed: [...publisher.handles()].filter((handle) => !rows.has(handle)),
        touched: [...rows.keys()].filter((handle) => publisher.has(handle)),
        added,
        header: {
          fromMs: toMs(answer.time.from),
          toMs: toMs(answer.time.to),
          suppressed: answer.suppressed,
          unconverted: answer.unconverted,
          truncated: answer.truncated,
          live: isLive,
        },
        ids: Array.from({ length: dimensions }, (_, at) =>
          numberIds(added.map((handle) => (rows.get(handle)?.[at] ?? null) as string | null)),
        ),
        figuresOf(handles, into) {
          for (const [column, figures] of into.entries()) {
            for (const [at, handle] of handles.entries()) figures[at] = toFigure(rows.get(handle)?.[dimensions + column]);
          }
        },
      };
    },
  };
}

function toFigure(cell: Cell | undefined): number {
  return cell === null ? Number.NaN : Number(cell);
}

function toMs(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant);
}
