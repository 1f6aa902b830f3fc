import type { JSX } from 'react';
import { say, texts } from '../model/language.ts';
import { useCatalog } from './catalogContext.ts';
import styles from './notice.module.css';

const TEXTS = texts({
  en: { title: 'No events yet', send: 'The map fills as events arrive. Send one:', load: 'Or import files:' },
  pt: { title: 'Nenhum evento ainda', send: 'O mapa se enche à medida que chegam eventos. Envie um:', load: 'Ou importe arquivos:' },
  de: {
    title: 'Noch keine Ereignisse',
    send: 'Die Karte füllt sich, sobald Ereignisse eintreffen. Senden Sie eines:',
    load: 'Oder Dateien einlesen:',
  },
});

/** Shown while there is not a single event: how to feed some. */
export function EmptyNotice(): JSX.Element | null {
  const { extent, currency } = useCatalog();
  if (extent.from !== null) return null;
  const words = say(TEXTS);
  const sample = JSON.stringify({
    specversion: '1.0',
    id: '1',
    source: 'shop',
    type: 'io.orrery.order.completed',
    subject: 'customer-1',
    data: { country: 'BR', city: 'São Paulo', amount: '49.90', currency },
  });
  return (
    <section className={styles.notice} aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>{words.send}</p>
      <pre>{`curl ${window.location.origin}/v1/events -H 'content-type: application/json' -d '${sample}'`}</pre>
      <p>{words.load}</p>
      <pre>npm run import -- --mapping olist --dir FOLDER</pre>
    </section>
  );
}
