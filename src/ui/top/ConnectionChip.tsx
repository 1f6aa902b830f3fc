import { CircleAlert } from 'lucide-react';
import type { JSX } from 'react';
import { type ConnectionState, newestAgeMs, OLD_MS } from '../../live/connection.ts';
import { useConnection } from '../../live/useConnection.ts';
import { say, texts } from '../../model/language.ts';
import { dateText } from '../../model/ticks.ts';
import { ageText, isNow } from '../../model/windowText.ts';
import { useCatalog } from '../catalogContext.ts';
import { useNow } from '../useNow.ts';
import styles from './top.module.css';

const TEXTS = texts({
  en: {
    outdated: 'New version: reload',
    connecting: 'Connecting…',
    lostNote: 'The numbers are as of that moment. Trying again…',
    lost: (since: string) => `Lost since ${since}`,
    reconnecting: 'reconnecting…',
    noEvents: 'No events yet',
    newest: (age: string) => `Newest event ${age} old`,
    justNow: 'Newest event just now',
    connected: 'Connected',
    live: 'Live',
    none: 'no events',
    until: (day: string) => `events until ${day}`,
    behind: (age: string) => `${age} behind`,
  },
  pt: {
    outdated: 'Nova versão: recarregar',
    connecting: 'Conectando…',
    lostNote: 'Os números são daquele momento. Tentando de novo…',
    lost: (since) => `Sem conexão desde ${since}`,
    reconnecting: 'reconectando…',
    noEvents: 'Nenhum evento ainda',
    newest: (age) => `Evento mais novo há ${age}`,
    justNow: 'Evento mais novo agora mesmo',
    connected: 'Conectado',
    live: 'Ao vivo',
    none: 'nenhum evento',
    until: (day) => `eventos até ${day}`,
    behind: (age) => `atraso de ${age}`,
  },
  de: {
    outdated: 'Neue Version: neu laden',
    connecting: 'Verbindung wird aufgebaut …',
    lostNote: 'Die Zahlen sind die von diesem Moment. Es wird weiter versucht …',
    lost: (since) => `Getrennt seit ${since}`,
    reconnecting: 'wird wieder verbunden …',
    noEvents: 'Noch keine Ereignisse',
    newest: (age) => `Neuestes Ereignis vor ${age}`,
    justNow: 'Neuestes Ereignis gerade eben',
    connected: 'Verbunden',
    live: 'Live',
    none: 'keine Ereignisse',
    until: (day) => `Ereignisse bis ${day}`,
    behind: (age) => `vor ${age}`,
  },
});

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
        {say(TEXTS).outdated}
      </button>
    );
  if (connection.status === 'live') return <LiveChip connection={connection} nowMs={nowMs} />;
  if (connection.status === 'connecting')
    return (
      <span className={styles.connection} data-connection="connecting" role="status">
        {say(TEXTS).connecting}
      </span>
    );
  return (
    <span className={styles.lost} data-connection="lost" role="alert" title={say(TEXTS).lostNote}>
      <CircleAlert aria-hidden />
      {say(TEXTS).lost(clockText(connection.sinceMs))} <span className={styles.quiet}>{say(TEXTS).reconnecting}</span>
    </span>
  );
}

function LiveChip({ connection, nowMs }: { connection: ConnectionState; nowMs: number }): JSX.Element {
  const { timezone } = useCatalog();
  const age = newestAgeMs(connection, nowMs);
  const words = say(TEXTS);
  const isOld = age !== null && age > OLD_MS;
  return (
    <span
      className={styles.connection}
      data-connection="live"
      role="status"
      title={age === null ? words.noEvents : isNow(age) ? words.justNow : words.newest(ageText(age))}
    >
      <i className={styles.dot} data-old={isOld} aria-hidden />
      {isOld ? words.connected : words.live}
      <span className={styles.quiet} aria-live="off">
        {freshText(age, connection.newestEventAtMs, timezone)}
      </span>
    </span>
  );
}

/** How far the events have come: how old the newest is, of a workspace that is no live one its day. */
export function freshText(ageMs: number | null, newestMs: number | null, timezone: string): string {
  if (ageMs === null || newestMs === null) return say(TEXTS).none;
  if (ageMs > OLD_MS) return say(TEXTS).until(dateText(newestMs, timezone, { day: 'numeric', month: 'short', year: 'numeric' }));
  return isNow(ageMs) ? ageText(ageMs) : say(TEXTS).behind(ageText(ageMs));
}

function clockText(ms: number): string {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return dateText(ms, here, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
}
