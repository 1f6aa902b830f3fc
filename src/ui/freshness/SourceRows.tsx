import type { JSX } from 'react';
import type { SourceFreshness } from '../../protocol/freshness.ts';
import { useCatalog } from '../catalogContext.ts';
import styles from './freshness.module.css';
import { freshnessWords, reachText, rhythmText } from './freshnessTexts.ts';

interface SourceRowsProps {
  readonly sources: readonly SourceFreshness[];
  /** The server's clock, ms. */
  readonly nowMs: number;
  /** A figure beside each source. */
  readonly figureOf?: (source: string) => string;
}

/** Sources with their state, how long ago they were heard, and how often they are expected. */
export function SourceRows({ sources, nowMs, figureOf }: SourceRowsProps): JSX.Element {
  const words = freshnessWords();
  const { timezone } = useCatalog();
  return (
    <ul className={styles.sources}>
      {sources.map((source) => (
        <li key={source.source} data-source={source.source} data-state={source.state} title={rhythmText(source)}>
          <i className={styles.mark} aria-hidden />
          <span className={styles.name}>{source.source}</span>
          <span className={styles.state}>
            {words.states[source.state]} · {reachText(source, nowMs, timezone)}
          </span>
          {figureOf === undefined ? null : <span className={styles.figure}>{figureOf(source.source)}</span>}
        </li>
      ))}
    </ul>
  );
}
