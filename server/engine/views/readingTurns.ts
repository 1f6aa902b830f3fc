/** Runs work when its turn has come; what nobody looks at yet comes after all else that waits. */
export type InTurn = <Result>(work: () => Promise<Result>, isLast?: boolean) => Promise<Result>;

/** Lets so many go on at once; the rest waits in line, in the order in which it came. */
export function createTurns(atOnce: number): InTurn {
  const waiting: (() => void)[] = [];
  const last: (() => void)[] = [];
  let going = 0;
  return async (work, isLast = false) => {
    if (going < atOnce) going++;
    else await new Promise<void>((resolve) => (isLast ? last : waiting).push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift() ?? last.shift();
      if (next) next();
      else going--;
    }
  };
}
