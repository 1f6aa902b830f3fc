import type { JSX } from 'react';
import { formatShare } from '../../model/format.ts';
import styles from './charts.module.css';

export interface SharePart {
  readonly key: string;
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  readonly onClick: () => void;
}

/** Colours of the segment scale; further parts are grey. */
const COLOURS = 5;

/** One bar divided into parts, with their names and percentages below. */
export function ShareBar({ parts }: { parts: readonly SharePart[] }): JSX.Element {
  return (
    <div data-figures>
      <div className={styles.stack} aria-hidden>
        {parts.map((part, at) => (
          <span key={part.key} style={{ flexGrow: part.share, flexBasis: 0, background: colourOf(at) }} />
        ))}
      </div>
      <ul className={styles.stackNames}>
        {parts.map((part, at) => (
          <li key={part.key}>
            <button type="button" onClick={part.onClick}>
              <i className={styles.swatch} style={{ background: colourOf(at) }} />
              {part.name} <b>{formatShare(part.share)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function colourOf(at: number): string {
  return at < COLOURS ? `var(--segments-${at})` : 'var(--fg4)';
}
