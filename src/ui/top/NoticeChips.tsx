/** Chips for what a reader must know about the numbers on the screen. */
import { CircleAlert } from 'lucide-react';
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { formatExact } from '../../model/format.ts';
import { kpiQuery } from '../../model/viewQueries.ts';
import { metricIds, useCatalog } from '../catalogContext.ts';
import { FreshnessChip } from '../freshness/FreshnessChip.tsx';
import { useAsked } from '../useAsked.ts';
import styles from './top.module.css';

export function NoticeChips(): JSX.Element {
  const view = useAsked();
  const catalog = useCatalog();
  const { table } = useAnswer(kpiQuery(view, metricIds(catalog)));
  const unconverted = table?.unconverted ?? 0;
  return (
    <>
      <FreshnessChip />
      {unconverted > 0 ? (
        <span
          className={styles.warning}
          title={`Amounts without an exchange rate to ${catalog.currency} are not in the sums. Add rates to rates.csv.`}
        >
          <CircleAlert aria-hidden />
          {formatExact(unconverted, 'count')} unconverted
        </span>
      ) : null}
      {catalog.simulated ? (
        <span className={styles.simulated} title="These events are made up by the simulator, until the first real event arrives.">
          Simulated
        </span>
      ) : null}
    </>
  );
}
