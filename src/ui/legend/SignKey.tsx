import type { JSX } from 'react';
import { SIGNS } from '../../model/sign.ts';
import type { RampKind } from '../../model/tokens.ts';
import { useReader } from '../reader/readerStore.ts';
import styles from './legend.module.css';

/** The signs under the colours that they stand for, where the reader wants both. */
export function SignKey({ kind }: { kind: RampKind }): JSX.Element | null {
  const { patterns } = useReader();
  if (!patterns) return null;
  return (
    <div className={styles.signs} aria-hidden data-signs={kind}>
      {SIGNS[kind].map((sign) => (
        <span key={sign}>{sign}</span>
      ))}
    </div>
  );
}
