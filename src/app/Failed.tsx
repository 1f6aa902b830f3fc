import type { JSX } from 'react';
import { say, texts } from '../model/language.ts';
import styles from '../ui/notice.module.css';

const TEXTS = texts({ en: { again: 'Try again' }, pt: { again: 'Tentar de novo' }, de: { again: 'Erneut versuchen' } });

/** Says what does not work and why, and offers to try again. */
export function Failed({ what, why, onRetry }: { what: string; why: string; onRetry?: () => void }): JSX.Element {
  return (
    <section className={styles.notice} role="alert" data-failed>
      <h2>{what}</h2>
      <p>{why}</p>
      {onRetry === undefined ? null : (
        <button type="button" onClick={onRetry}>
          {say(TEXTS).again}
        </button>
      )}
    </section>
  );
}
