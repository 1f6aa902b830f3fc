import type { JSX } from 'react';
import type { RecordAnswer } from '../../protocol/records.ts';
import styles from './records.module.css';

/** Everything that was sent, name by name, as text. */
export function RecordDetails({ record }: { readonly record: RecordAnswer }): JSX.Element {
  const { source, id, type, customer, time, data, seq } = record;
  // A field of the sender's own may be called as one of these: both are told.
  const known = { type, source, id, subject: customer, time };
  const sent: [string, unknown][] = [...Object.entries(known), ...Object.entries(data), ['seq', seq]];
  return (
    <dl className={styles.details}>
      {sent.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was sent never changes
        <div key={at}>
          <dt>{name}</dt>
          <dd dir="auto">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
