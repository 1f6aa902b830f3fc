import { useCallback, useEffect, useState } from 'react';
import { serverClockMs } from '../live/connection.ts';
import { useLive } from '../live/LiveProvider.tsx';

/** The clock in milliseconds, read again every `everyMs`. */
export function useNow(everyMs: number): number {
  return useClock(Date.now, everyMs);
}

/** The server's clock in milliseconds, read again every `everyMs`. */
export function useServerClock(everyMs: number): number {
  const { connection } = useLive();
  const read = useCallback(() => serverClockMs(connection.getState(), Date.now()), [connection]);
  return useClock(read, everyMs);
}

function useClock(read: () => number, everyMs: number): number {
  const [nowMs, setNowMs] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(read()), everyMs);
    return () => clearInterval(timer);
  }, [read, everyMs]);
  return nowMs;
}
