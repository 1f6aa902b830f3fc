import { type JSX, type MouseEvent, type PointerEvent, useRef, useState } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { brushed, toBreakdown } from '../../model/breakdown.ts';
import { formatExact, formatShort } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { type FilterDimension, setFilter, soleFilter, toggleFilter } from '../../model/viewFilters.ts';
import { breakdownQuery, wholeBreakdownQuery } from '../../model/viewQueries.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { PanelState } from '../PanelState.tsx';
import { useFilterName, useRememberNames } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import styles from './explore.module.css';

const TEXTS = texts({
  en: {
    fewer: 'Show fewer',
    more: (count: string) => `${count} more`,
    unfiltered: (whole: string) => `of ${whole} unfiltered`,
  },
  pt: {
    fewer: 'Mostrar menos',
    more: (count) => `mais ${count}`,
    unfiltered: (whole) => `de ${whole} sem filtros`,
  },
  de: {
    fewer: 'Weniger zeigen',
    more: (count) => `${count} weitere`,
    unfiltered: (whole) => `von ${whole} ungefiltert`,
  },
});

const FEW = 7;
const MANY = 500;

interface Brush {
  readonly from: number;
  readonly to: number;
}

/** The values of one dimension as bars; a click chooses one alone, Shift adds, drawing over several chooses all of them. */
export function BreakdownBars({ dimension }: { dimension: FilterDimension }): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const { unit } = metricOf(useCatalog(), view.height);
  const [limit, setLimit] = useState(FEW);
  const [brush, setBrush] = useState<Brush | null>(null);
  /** The click that ends a brush is none. */
  const wasBrushed = useRef(false);
  const whole = useAnswer(wholeBreakdownQuery(view, dimension));
  const now = useAnswer(breakdownQuery(view, dimension));
  useRememberNames(whole.table);
  const nameOf = useFilterName();
  const chosen = view.where[dimension] ?? [];
  const { rows, more, largest } = toBreakdown(whole.table, now.table, { dimension, metric: view.height, chosen, limit });
  if (rows.length === 0) return <PanelState status={whole.status} error={whole.error} />;

  const start = (at: number) => {
    wasBrushed.current = false;
    setBrush({ from: at, to: at });
  };
  const draw = (event: PointerEvent, at: number) => {
    if (brush === null || (event.buttons & 1) === 0 || brush.to === at) return;
    wasBrushed.current = true;
    setBrush({ ...brush, to: at });
  };
  const end = () => {
    if (brush !== null && wasBrushed.current) change((before) => setFilter(before, dimension, brushed(rows, brush.from, brush.to)));
    setBrush(null);
  };
  const pick = (event: MouseEvent, value: string | null) => {
    const isMore = event.shiftKey || event.ctrlKey || event.metaKey;
    // A key presses without a pointer: it ends no brush.
    const isEnd = wasBrushed.current && event.detail > 0;
    wasBrushed.current = false;
    if (!isEnd) change((before) => (isMore ? toggleFilter : soleFilter)(before, dimension, value));
  };
  const isDrawn = (at: number) =>
    brush !== null && wasBrushed.current && at >= Math.min(brush.from, brush.to) && at <= Math.max(brush.from, brush.to);

  return (
    <>
      <div className={styles.bars} data-figures data-chosen={chosen.length > 0} onPointerUp={end} onPointerLeave={end}>
        {rows.map((row, at) => (
          <button
            key={row.value ?? '\u0000'}
            type="button"
            className={styles.bar}
            aria-pressed={row.isChosen || isDrawn(at)}
            data-value={row.value ?? ''}
            onPointerDown={() => start(at)}
            onPointerMove={(event) => draw(event, at)}
            onClick={(event) => pick(event, row.value)}
          >
            <span className={row.value === null ? styles.none : styles.name} title={nameOf(dimension, row.value)}>
              {nameOf(dimension, row.value)}
            </span>
            <span className={styles.track} aria-hidden>
              <i className={styles.whole} style={{ width: lengthOf(row.whole, largest) }} />
              <i className={styles.now} style={{ width: lengthOf(row.now, largest) }} />
            </span>
            <span className={styles.figure}>{formatShort(row.now, unit)}</span>
            <span className="unseen">{say(TEXTS).unfiltered(formatShort(row.whole, unit))}</span>
          </button>
        ))}
      </div>
      {more > 0 || limit > FEW ? (
        <button type="button" className={styles.more} onClick={() => setLimit(limit > FEW ? FEW : MANY)}>
          {limit > FEW ? say(TEXTS).fewer : say(TEXTS).more(formatExact(more, 'count'))}
        </button>
      ) : null}
    </>
  );
}

function lengthOf(value: number, largest: number): string {
  return `${largest > 0 && value > 0 ? (100 * value) / largest : 0}%`;
}
