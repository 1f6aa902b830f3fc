import type { JSX } from 'react';
import styles from './panelState.module.css';

/** What a panel shows while it has nothing to show: that it is waiting, or why nothing came. */
export function PanelState({ status, error, children }: { status: string; error: string | null; children?: string }): JSX.Element {
  if (status === 'error')
    return (
      <p className={styles.error} role="alert">
        {error ?? 'This could not be answered.'}
      </p>
    );
  if (status === 'loading') return <div className={styles.loading} role="status" aria-label="Loading" />;
  return <p className={styles.empty}>{children ?? 'Nothing in this window.'}</p>;
}
