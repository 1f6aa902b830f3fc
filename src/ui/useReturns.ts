import { useRef } from 'react';
import { useConnection } from '../live/useConnection.ts';

/**
 * Another number each time that the server has come back: it may know other metrics or another currency by now, and what was on its way when the line was cut
 * may never be answered. Null until then.
 */
export function useReturns(): number | null {
  return useOtherThanFirst(useConnection(({ hellos }) => (hellos === 0 ? null : hellos)));
}

/** Null until a value becomes another than the first one known: the first is no change to what was just asked for. */
export function useOtherThanFirst<T>(value: T | null): T | null {
  const first = useRef(value);
  first.current ??= value;
  return value === first.current ? null : value;
}
