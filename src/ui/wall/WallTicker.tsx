/** One notable thing after another, in a line: counts of groups, nobody in particular. */
import { type JSX, useEffect, useState } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { fetchTicker } from '../../live/ticker.ts';
import { useConnection } from '../../live/useConnection.ts';
import { formatShort } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { localName } from '../../model/localNames.ts';
import { LEVELS } from '../../model/place.ts';
import { tickerSpan } from '../../model/wall/tickerSpan.ts';
import type { TickerAnswer, TickerItem } from '../../protocol/ticker.ts';
import { useCatalog } from '../catalogContext.ts';
import styles from './wall.module.css';

const TEXTS = texts({
  en: {
    metric: { orders: 'orders', contacts: 'contacts' },
    more: (name: string, now: string, metric: string, usual: string) => `${name}: ${now} ${metric}, usually ${usual}`,
    most: (name: string, now: string, metric: string) => `Most ${metric}: ${name}, ${now}`,
  },
  pt: {
    metric: { orders: 'pedidos', contacts: 'contatos' },
    more: (name, now, metric, usual) => `${name}: ${now} ${metric}, normalmente ${usual}`,
    most: (name, now, metric) => `Mais ${metric}: ${name}, ${now}`,
  },
  de: {
    metric: { orders: 'Bestellungen', contacts: 'Kontakte' },
    more: (name, now, metric, usual) => `${name}: ${now} ${metric}, sonst ${usual}`,
    most: (name, now, metric) => `Meiste ${metric}: ${name}, ${now}`,
  },
});

const ASK_EVERY_MS = 30_000;
const NEXT_EVERY_MS = 8000;

export function WallTicker(): JSX.Element {
  const answer = useTicker();
  const live = useLive();
  const { timezone } = useCatalog();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    // By the server's clock, so that all screens of a room say the same.
    const timer = setInterval(() => setTurn(Math.floor(live.room.serverNow() / NEXT_EVERY_MS)), 500);
    return () => clearInterval(timer);
  }, [live]);
  const item = answer?.items[turn % (answer.items.length || 1)];
  if (!answer?.time || item === undefined) return <p className={styles.ticker} />;
  return (
    <p key={item.id} className={styles.ticker} data-kind={item.kind}>
      <b data-kind={item.kind} aria-hidden>
        {item.kind === 'more' ? '▲' : item.kind === 'fewer' ? '▼' : '•'}
      </b>{' '}
      {toText(item)} · {tickerSpan(answer.time, live.room.serverNow(), timezone)}
    </p>
  );
}

function toText({ kind, metric, dimension, value, name, now, usual }: TickerItem): string {
  const words = say(TEXTS);
  const [what, called] = [words.metric[metric], localName(LEVELS.find((level) => level === dimension) ?? 'territory', value, name)];
  if (kind === 'most') return words.most(called, formatShort(now, 'count'), what);
  return words.more(called, formatShort(now, 'count'), what, formatShort(Math.round(usual), 'count'));
}

/** What is known stays while the server is not heard, but not over another log. */
function useTicker(): TickerAnswer | null {
  const [answer, setAnswer] = useState<TickerAnswer | null>(null);
  const epoch = useConnection((connection) => connection.epoch);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew of another log
  useEffect(() => {
    const gone = new AbortController();
    const askNow = () => void fetchTicker(AbortSignal.any([gone.signal, AbortSignal.timeout(ASK_EVERY_MS)])).then(setAnswer, () => {});
    askNow();
    const timer = setInterval(askNow, ASK_EVERY_MS);
    return () => {
      gone.abort();
      clearInterval(timer);
      setAnswer(null);
    };
  }, [epoch]);
  return answer;
}
