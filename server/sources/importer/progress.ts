/** Shows how far an import is: a bar on a terminal, now and then a line elsewhere. */
import type { Tally } from './sender.ts';

const BAR_WIDTH = 28;
const BAR_EVERY_MS = 100;
const LINE_EVERY_MS = 5_000;

export interface Progress {
  update(tally: Tally): void;
  /** Ends the bar's line. */
  end(tally: Tally): void;
}

/** `total` resolves to the number of rows to come; until then only what was sent is shown. */
export function createProgress(total: Promise<number>, stream: NodeJS.WriteStream = process.stderr): Progress {
  const startMs = performance.now();
  let lastMs = startMs;
  let expected: number | null = null;
  let shownRows = -1;
  total.then(
    (rows) => {
      expected = rows;
    },
    () => undefined,
  );
  const everyMs = stream.isTTY ? BAR_EVERY_MS : LINE_EVERY_MS;
  const show = (tally: Tally) => {
    shownRows = tally.rows;
    const text = describe(tally, expected, performance.now() - startMs);
    stream.write(stream.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
  };
  return {
    update(tally) {
      if (performance.now() - lastMs < everyMs) return;
      lastMs = performance.now();
      show(tally);
    },
    end(tally) {
      if (stream.isTTY || shownRows !== tally.rows) show(tally);
      if (stream.isTTY) stream.write('\n');
    },
  };
}

function describe(tally: Tally, expected: number | null, elapsedMs: number): string {
  const rate = `${whole((tally.rows / Math.max(1, elapsedMs)) * 1000)} rows/s`;
  if (expected === null) return `${whole(tally.rows)} rows  ${rate}`;
  const share = expected === 0 ? 1 : Math.min(1, tally.rows / expected);
  const full = Math.round(share * BAR_WIDTH);
  const bar = `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`;
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${whole(tally.rows)} of ${whole(expected)} rows  ${rate}`;
}

/** A whole number with separators between thousands. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}
