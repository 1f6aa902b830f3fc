import { useConnection } from '../live/useConnection.ts';

/** The server's clock at its last heartbeat, ms; null before the first, and where it is not needed. */
export function useServerNow(isNeeded: boolean): number | null {
  return useConnection(({ newestEventAtMs, lagMs }) =>
    !isNeeded || newestEventAtMs === null || lagMs === null ? null : newestEventAtMs + lagMs,
  );
}
