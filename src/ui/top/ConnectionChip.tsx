import { CircleAlert } from 'lucide-react';
import type { JSX } from 'react';
import type { ConnectionState } from '../../live/connection.ts';
import { useConnection } from '../../live/useConnection.ts';
import { dateText } from '../../model/ticks.ts';
import { ageText } from '../../model/windowText.ts';
import { useNow } from '../useNow.ts';
import styles from './top.module.css';

/** How often the age is told anew. */
const EVERY_MS = 1000;

/** Whether the numbers are live, how fresh the newest event is, or since when the server is not heard. */
export function ConnectionChip(): JSX.Element {
  const connection = useConnection();
  const nowMs = useNow(EVERY_MS);
  if (connection.outdated)
    return (
      <button type="button" className={styles.lost} onClick={() => window.location.reload()}>
        <CircleAlert aria-hidden />
        New version: reload
      </button>
    );
  if (connection.status === 'live') return <LiveChip connection={connection} nowMs={nowMs} />;
  if (connection.status === 'connecting')
    return (
      <span className={styles.connection} data-connection="connecting" role="status">
        Connecting…
      </span>
    );
  return (
    <span className={styles.lost} data-connection="lost" role="alert" title="The numbers are as of that moment. Trying again…">
      <CircleAlert aria-hidden />
      Lost since {clockText(connection.sinceMs)} <span className={styles.quiet}>reconnecting…</span>
    </span>
  );
}

function LiveChip({ connection, nowMs }: { connection: ConnectionState; nowMs: number }): JSX.Element {
  const age = newestAgeMs(connection, nowMs);
  const isOld = age !== null && age > OLD_MS;
  return (
    <span
      className={styles.connection}
      data-connection="live"
      role="status"
      title={age === null ? 'No events yet' : `Newest event ${ageText(age)} old`}
    >
      <i className={styles.dot} data-old={isOld} aria-hidden />
      {isOld ? 'Connected' : 'Live'}
      <span className={styles.quiet} aria-live="off">
        {freshText(age, connection.newestEventAtMs)}
      </span>
    </span>
  );
}

/** From here on the day says more than the age. */
const OLD_MS = 3 * 86_400_000;

function freshText(ageMs: number | null, newestMs: number | null): string {
  if (ageMs === null || newestMs === null) return 'no events';
  if (ageMs > OLD_MS) return `events until ${dateText(newestMs, 'UTC', { day: 'numeric', month: 'short', year: 'numeric' })}`;
  return ageMs < 1500 ? 'now' : `${ageText(ageMs)} behind`;
}

/** By the server's clock at the last heartbeat, and by ours since then: the two clocks are never compared. */
function newestAgeMs({ lagMs, lastMessageAtMs }: ConnectionState, nowMs: number): number | null {
  if (lagMs === null) return null;
  return Math.max(0, lagMs) + Math.max(0, nowMs - (lastMessageAtMs ?? nowMs));
}

function clockText(ms: number): string {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return dateText(ms, here, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}
