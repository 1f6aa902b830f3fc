import { useEffect, useRef } from 'react';
import { useConnection } from '../live/useConnection.ts';
import { repeat } from './repeat.ts';

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
    const readLatest = async (signal: AbortSignal) => {
      await latest.current.read(signal);
      return !signal.aborted;
    };
    // Another log begins from the first event again.
    return repeat({ newsOf: () => latest.current.seq, read: readLatest, everyMs: EVERY_MS, isFixed });
  }, [key, isFixed]);
}
