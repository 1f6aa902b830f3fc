/** The events beyond one end of a sliding window, read from the archive a slice ahead of where the end is. */

export interface ReadAhead {
  /** Every event before this time is held, or being read: those that come meanwhile are held as they come. */
  heldToMs(): number;
  /** Holds the next slice without reading it, where all rows are taken one after the other. */
  hold(): void;
  /** Reads the next slice up to a sequence number. */
  read(seq: number): Promise<void>;
  /** Null when all before `endMs` is there; else a promise: ask again when it has resolved. Throws what reading failed with. */
  reach(endMs: number): Promise<void> | null;
}

interface Options {
  /** From where on events are held. */
  readonly fromMs: number;
  readonly sliceMs: number;
  readonly foldedSeq: () => number;
  readSlice(extent: { readonly seq: number; readonly fromMs: number; readonly toMs: number }): Promise<void>;
}

export function createReadAhead({ fromMs, sliceMs, foldedSeq, readSlice }: Options): ReadAhead {
  let heldToMs = fromMs;
  let readToMs = fromMs;
  let reading: Promise<void> | null = null;
  let failure: unknown = null;

  async function readTo(toMs: number, seq: number): Promise<void> {
    const extent = { seq, fromMs: heldToMs, toMs };
    heldToMs = toMs;
    await readSlice(extent);
    readToMs = toMs;
  }

  function start(toMs: number): Promise<void> {
    reading ??= readTo(toMs, foldedSeq())
      .catch((error) => {
        failure = error;
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  }

  return {
    heldToMs: () => heldToMs,
    hold() {
      heldToMs += sliceMs;
      readToMs = heldToMs;
    },
    read: (seq) => readTo(heldToMs + sliceMs, seq),
    reach(endMs) {
      if (failure) throw failure;
      if (endMs > readToMs) return start(Math.max(endMs, heldToMs) + sliceMs);
      if (!reading && endMs > readToMs - sliceMs / 2) void start(readToMs + sliceMs);
      return null;
    },
  };
}
