import { useEffect, useRef } from 'react';
import { useConnection } from '../live/useConnection.ts';

/** At most so often while events come. */
const EVERY_MS = 3000;

/**
 * Reads at once for each new `key` (null: nothing is read), and again when events have come since: one read after the other, none given up because
 * more came meanwhile. `isFixed`: what is read cannot change. The signal says that nobody waits for the answer any more.
 */
export function useRepeated(key: string | null, isFixed: boolean, read: (signal: AbortSignal) => Promise<void>): void {
  const seq = useConnection((connection) => (isFixed ? 0 : connection.seq));
  const latest = useRef({ seq, read });
  latest.current = { seq, read };
  useEffect(() => {
    if (key === null) return undefined;
    const stop = new AbortController();
    let readSeq = -1;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = async () => {
      // Another log begins from the first event again.
      if (latest.current.seq !== readSeq) {
        readSeq = latest.current.seq;
        await latest.current.read(stop.signal);
      }
      if (!stop.signal.aborted && !isFixed) timer = setTimeout(() => void turn(), EVERY_MS);
    };
    void turn();
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, isFixed]);
}
