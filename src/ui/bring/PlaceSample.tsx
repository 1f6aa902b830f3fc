import type { JSX } from 'react';
import type { ImportPlan, Row } from '../../model/import/fields.ts';
import { say } from '../../model/language.ts';
import styles from './bring.module.css';
import { BRING_TEXTS } from './bringTexts.ts';

const PLACES: ReadonlySet<string> = new Set(['country', 'region', 'city', 'postal_code', 'lat']);

/** What will be missing on the map and on the timeline. */
export function PlaceSample({ plan }: { readonly plan: ImportPlan; readonly rows: readonly Row[] }): JSX.Element {
  const words = say(BRING_TEXTS);
  return (
    <>
      {plan.columns.some(({ target }) => target === 'time') ? null : <p className={styles.warning}>{words.noTime}</p>}
      {plan.columns.some(({ target }) => PLACES.has(target)) ? null : <p className={styles.warning}>{words.noPlace}</p>}
    </>
  );
}
