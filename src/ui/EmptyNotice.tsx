import type { JSX } from 'react';
import { useCatalog } from './catalogContext.ts';
import styles from './notice.module.css';

/** Shown while there is not a single event: how to feed some. */
export function EmptyNotice(): JSX.Element | null {
  const { extent, currency } = useCatalog();
  if (extent.from !== null) return null;
  const sample = JSON.stringify({
    specversion: '1.0',
    id: '1',
    source: 'shop',
    type: 'io.orrery.order.completed',
    subject: 'customer-1',
    data: { country: 'BR', city: 'São Paulo', amount: '49.90', currency },
  });
  return (
    <section className={styles.notice} aria-label="No events yet">
      <h2>No events yet</h2>
      <p>The map fills as events arrive. Send one:</p>
      <pre>{`curl ${window.location.origin}/v1/events -H 'content-type: application/json' -d '${sample}'`}</pre>
      <p>Or import files:</p>
      <pre>npm run import -- --mapping olist --dir FOLDER</pre>
    </section>
  );
}
