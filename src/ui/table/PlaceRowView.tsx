import { ChevronRight } from 'lucide-react';
import type { JSX } from 'react';
import { changeText } from '../../model/change.ts';
import { formatExact, formatValue } from '../../model/format.ts';
import { amountText, intervalText } from '../../model/kpi.ts';
import { say, texts } from '../../model/language.ts';
import type { PlaceRow } from '../../model/placeRows.ts';
import type { Measured } from '../../model/rows.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import { PlanCells } from './PlanCells.tsx';
import styles from './table.module.css';

const TEXTS = texts({
  en: { goInto: (name: string) => `Go into ${name}`, chance: 'may be chance' },
  pt: { goInto: (name) => `Entrar em ${name}`, chance: 'pode ser acaso' },
  de: { goInto: (name) => `Hinein: ${name}`, chance: 'kann Zufall sein' },
});

/** A column of figures. */
export interface TableMetric extends MetricInfo {
  /** It tells changes of a metric of this unit. */
  readonly changes?: string;
}

interface PlaceRowViewProps {
  readonly row: PlaceRow;
  readonly metrics: readonly TableMetric[];
  /** CSS pixels from the top of the body; null for the row that is pinned above the total. */
  readonly top: number | null;
  /** Which row of the whole table it is, from 1: only those in sight are there. */
  readonly index: number;
  readonly isSelected?: boolean;
  /** The colour that the place has on the map. */
  readonly swatch: string;
  /** Its sign, where the reader wants one beside the colour; else empty. */
  readonly sign: string;
  /** Name of the place around all rows, which need not be said in each. */
  readonly around: string;
  /** Left out for the placeless row. */
  readonly onSelect?: () => void;
  readonly onDrill?: () => void;
}

/** A place: a click points it out, a double click or its arrow goes into it. The placeless row goes nowhere. */
export function PlaceRowView({
  row,
  metrics,
  top,
  index,
  isSelected = false,
  swatch,
  sign,
  around,
  onSelect,
  onDrill,
}: PlaceRowViewProps): JSX.Element {
  return (
    <tr
      className={top === null ? styles.pinned : styles.row}
      style={top === null ? {} : { transform: `translateY(${top}px)` }}
      aria-rowindex={index}
      aria-selected={isSelected}
      data-row={row.place?.id ?? 'unplaced'}
    >
      <th scope="row">
        <i className={styles.swatch} style={{ background: swatch }} aria-hidden />
        {sign === '' ? null : (
          <span className={styles.sign} aria-hidden>
            {sign}
          </span>
        )}
        {row.place === null ? (
          <span className={styles.unplaced}>{row.name}</span>
        ) : (
          <button type="button" className={styles.name} onClick={onSelect} onDoubleClick={onDrill}>
            {row.name}
          </button>
        )}
        {row.within === '' || row.within === around ? null : <span className={styles.within}>{row.within}</span>}
        {row.place === null ? null : (
          <button type="button" className={styles.drill} aria-label={say(TEXTS).goInto(row.name)} onClick={onDrill}>
            <ChevronRight aria-hidden />
          </button>
        )}
      </th>
      <MetricCells metrics={metrics} measured={[row.height, row.colour].slice(0, metrics.length)} />
      {metrics[0] === undefined ? null : <PlanCells metric={metrics[0]} actual={row.height.value} plan={row.plan} />}
    </tr>
  );
}

/** One cell a metric, and the answers behind the last one. */
export function MetricCells({ metrics, measured }: { metrics: readonly TableMetric[]; measured: readonly Measured[] }): JSX.Element {
  const last = metrics.at(-1)?.changes === undefined ? measured.at(-1) : undefined;
  return (
    <>
      {metrics.map((metric, at) => (
        <MetricCell key={metric.id} metric={metric} measured={measured[at]} />
      ))}
      <td className={styles.number}>
        <span className={styles.answers}>{last !== undefined && Number.isFinite(last.n) ? formatExact(last.n, 'count') : ''}</span>
      </td>
    </>
  );
}

function MetricCell({ metric, measured }: { metric: TableMetric; measured: Measured | undefined }): JSX.Element {
  const value = measured?.value ?? Number.NaN;
  if (metric.changes !== undefined) return <ChangeCell unit={metric.changes} value={value} isChance={measured?.n === 0} />;
  const isRate = metric.interval || metric.unit === 's';
  return (
    <td className={styles.number} data-metric={metric.id} data-value={String(value)} title={formatExact(value, metric.unit)}>
      {isRate ? formatValue(value, metric.unit) : amountText(value, metric.unit)}
      {metric.interval && measured !== undefined ? <span className={styles.interval}>{intervalText(measured, metric.unit)}</span> : null}
    </td>
  );
}

/** A change; a quiet one may be chance. */
function ChangeCell({ unit, value, isChance }: { unit: string; value: number; isChance: boolean }): JSX.Element {
  const text = changeText(unit, value);
  return (
    <td
      className={styles.number}
      data-metric="change"
      data-value={String(value)}
      title={isChance ? `${text} · ${say(TEXTS).chance}` : text}
    >
      {isChance ? <span className={styles.interval}>{text}</span> : text}
    </td>
  );
}
