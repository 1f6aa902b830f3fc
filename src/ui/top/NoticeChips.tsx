/** Chips for what a reader must know about the numbers on the screen. */

import { CircleAlert } from 'lucide-react';
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { formatExact } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { kpiQuery } from '../../model/viewQueries.ts';
import { useCatalog } from '../catalogContext.ts';
import { FreshnessChip } from '../freshness/FreshnessChip.tsx';
import { useAskedOf } from '../useAsked.ts';
import { useStripMetrics } from '../useStripMetrics.ts';
import { NOTICE_TEXTS } from './noticeTexts.ts';
import styles from './top.module.css';

export function NoticeChips(): JSX.Element {
  const view = useAskedOf('selected', 'focus', 'where');
  const catalog = useCatalog();
  const { table } = useAnswer(kpiQuery(view, useStripMetrics()));
  const words = say(NOTICE_TEXTS);
  const unconverted = table?.unconverted ?? 0;
  return (
    <>
      <FreshnessChip />
      {unconverted > 0 ? (
        <span className={styles.warning} title={words.unconvertedNote(catalog.currency)}>
          <CircleAlert aria-hidden />
          {words.unconverted(formatExact(unconverted, 'count'))}
        </span>
      ) : null}
      {catalog.simulated ? (
        <span className={styles.simulated} title={words.simulatedNote}>
          {words.simulated}
        </span>
      ) : null}
    </>
  );
}
