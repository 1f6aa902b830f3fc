/** The table twin of the map: the same rows, the placeless one, and the total that equals the place around them. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type JSX, useEffect, useMemo, useRef, useState } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { CHANGE, changeOf } from '../../model/change.ts';
import { toHex } from '../../model/colour.ts';
import { comparedView } from '../../model/compare.ts';
import { formatExact } from '../../model/format.ts';
import { largestOf } from '../../model/kpi.ts';
import { say, texts } from '../../model/language.ts';
import { isSamePlace } from '../../model/place.ts';
import { type PlaceRow, rowKey, type Sort, type SortBy, sortRows, toPlaceRows } from '../../model/placeRows.ts';
import { isUpToNow } from '../../model/plan.ts';
import { type Measured, measuredAt } from '../../model/rows.ts';
import { createPalette } from '../../model/scale.ts';
import { signOf } from '../../model/sign.ts';
import { shownOnMap, totalQuery } from '../../model/viewQueries.ts';
import { drillTo, selectPlace } from '../../model/viewState.ts';
import type { Catalog } from '../../protocol/catalog.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { MetricPicker } from '../legend/MetricPicker.tsx';
import { PanelState } from '../PanelState.tsx';
import { levelNames, useNames, usePlaceName } from '../placeNames.ts';
import { useReader } from '../reader/readerStore.ts';
import { useAsked } from '../useAsked.ts';
import { useComparedAnswer } from '../useComparedAnswer.ts';
import type { MapAnswer } from '../useMapAnswer.ts';
import { usePhone } from '../useRoom.ts';
import { useServerNow } from '../useServerNow.ts';
import { deskScale } from '../useSize.ts';
import { useChange, useView } from '../viewStore.ts';
import { MetricCells, PlaceRowView, type TableMetric } from './PlaceRowView.tsx';
import { PlanCells, planHeads, useTotalPlan } from './PlanCells.tsx';
import styles from './table.module.css';

/** Desk pixels; for a thumb, whose buttons lie in one row alone. */
const ROW_HEIGHT = 32;
const THUMB_HEIGHT = 44;
const UNKNOWN: Measured = { value: Number.NaN, n: Number.NaN, low: Number.NaN, high: Number.NaN };

const TEXTS = texts({
  en: {
    ...{ title: 'Table of the map', close: 'Close the table', place: 'Place', world: 'World' },
    ...{ largest: 'the largest rows are shown', inView: 'rows of what is in view' },
  },
  pt: {
    ...{ title: 'Tabela do mapa', close: 'Fechar a tabela', place: 'Lugar', world: 'Mundo' },
    ...{ largest: 'são mostradas as maiores linhas', inView: 'linhas do que está à vista' },
  },
  de: {
    ...{ title: 'Tabelle zur Karte', close: 'Tabelle schließen', place: 'Ort', world: 'Welt' },
    ...{ largest: 'die größten Zeilen werden gezeigt', inView: 'Zeilen dessen, was im Blick ist' },
  },
});

export function PlaceTable(): JSX.Element {
  const answer = useComparedAnswer();
  const change = useChange();
  const [sort, setSort] = useState<Sort>({ by: 'height', descending: true });
  const { table, level, height, colour } = answer;
  const words = say(TEXTS);
  const names = useNames();
  // biome-ignore lint/correctness/useExhaustiveDependencies: hexagons are named by the map, later than their rows come
  const rows = useMemo(
    () => (table === null ? [] : sortRows(toPlaceRows(table, level, { height: height.metric, colour: colour.metric }), sort)),
    [table, level, height, colour, sort, names],
  );
  return (
    <section className={styles.panel} aria-label={words.title} data-level={level}>
      <header className={styles.head}>
        <h2>{levelNames(level)[1]}</h2>
        <span>{formatExact(rows.filter((row) => row.place !== null).length, 'count')}</span>
        <MetricPicker channel="height" />
        {colour.metric === CHANGE ? null : <MetricPicker channel="colour" />}
        <IconButton label={words.close} onClick={() => change((view) => ({ ...view, side: 'none' }))}>
          <X />
        </IconButton>
      </header>
      {rows.length === 0 ? (
        <div className={styles.nothing}>
          <PanelState status={answer.status} error={answer.error} />
        </div>
      ) : (
        <Rows rows={rows} answer={answer} sort={sort} onSort={setSort} />
      )}
    </section>
  );
}

interface RowsProps {
  readonly rows: readonly PlaceRow[];
  readonly answer: MapAnswer;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function Rows({ rows, answer, sort, onSort }: RowsProps): JSX.Element {
  const { selected, focus, plan } = useView();
  const isPlanned = rows[0]?.plan !== undefined;
  const isToNow = useMemo(() => answer.table !== null && isUpToNow(answer.table), [answer.table]);
  const { listed, pinned } = pinPlaceless(rows);
  const change = useChange();
  const catalog = useCatalog();
  const scroller = useRef<HTMLDivElement>(null);
  const rowPixels = (usePhone() ? THUMB_HEIGHT : ROW_HEIGHT) * deskScale();
  const virtual = useVirtualizer({
    count: listed.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    overscan: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height stand elsewhere
  useEffect(() => virtual.measure(), [rowPixels]);
  const swatchOf = useSwatch(answer);
  const { patterns } = useReader();
  const signFor = (row: PlaceRow) =>
    patterns ? signOf(row.colour.value, answer.colour, largestOf(answer.table, answer.colour.metric)) : '';
  const nameOf = usePlaceName();
  const around = focus === null ? '' : nameOf(focus);
  const metrics = shownMetrics(answer, catalog);
  return (
    <div ref={scroller} className={styles.scroller}>
      <table className={styles.table} data-planned={isPlanned} aria-rowcount={rows.length + 2} aria-busy={answer.status === 'loading'}>
        <HeadRow metrics={metrics} sort={sort} onSort={onSort} planHeads={isPlanned && plan !== 'none' ? planHeads(plan, isToNow) : []} />
        <tbody className={styles.body} style={{ height: virtual.getTotalSize() }} data-figures>
          {virtual.getVirtualItems().map((item) => {
            const row = listed[item.index] as PlaceRow;
            return (
              <PlaceRowView
                key={rowKey(row, item.index)}
                row={row}
                metrics={metrics}
                top={item.start}
                index={item.index + 2}
                swatch={swatchOf(row)}
                sign={signFor(row)}
                around={around}
                isSelected={row.place !== null && isSamePlace(row.place, selected)}
                onSelect={() => change((view) => selectPlace(view, row.place))}
                onDrill={() => change((view) => drillTo(view, row.place))}
              />
            );
          })}
        </tbody>
        <tfoot>
          {pinned === null ? null : (
            <PlaceRowView
              row={pinned}
              metrics={metrics}
              top={null}
              index={rows.length + 1}
              swatch={swatchOf(pinned)}
              sign={signFor(pinned)}
              around={around}
            />
          )}
          <TotalRow index={rows.length + 2} metrics={metrics} isTruncated={answer.table?.truncated ?? false} isPlanned={isPlanned} />
        </tfoot>
      </table>
    </div>
  );
}

/** A single placeless row stands always in sight, above the total that it is a part of; several (one a country) stay at the end of the list. */
function pinPlaceless(rows: readonly PlaceRow[]): { readonly listed: readonly PlaceRow[]; readonly pinned: PlaceRow | null } {
  const [only = null, ...others] = rows.filter((row) => row.place === null);
  if (only === null || others.length > 0) return { listed: rows, pinned: null };
  return { listed: rows.filter((row) => row !== only), pinned: only };
}

/** The colours of the map, for the same rows. */
function useSwatch({ table, colour }: MapAnswer): (row: PlaceRow) => string {
  const { theme } = useView();
  const largest = largestOf(table, colour.metric);
  const palette = useMemo(() => createPalette({ theme, colour, largest, stale: false }), [theme, colour, largest]);
  return (row) => toHex(palette.solid({ value: row.colour.value, answers: row.colour.n }));
}

/** The columns: both metrics, or the height metric and its change while two times are compared. */
function shownMetrics({ height, colour }: MapAnswer, catalog: Catalog): readonly TableMetric[] {
  const tall = metricOf(catalog, height.metric);
  if (colour.metric !== CHANGE) return [...new Set([tall, metricOf(catalog, colour.metric)])];
  return [tall, { ...tall, id: CHANGE, label: colour.label, formula: '', interval: false, changes: tall.unit }];
}

interface HeadRowProps {
  readonly metrics: readonly TableMetric[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly planHeads: readonly (readonly [SortBy, string])[];
}

function HeadRow({ metrics, sort, onSort, planHeads: planned }: HeadRowProps): JSX.Element {
  const heads: readonly (readonly [SortBy, string])[] = [
    ['name', say(TEXTS).place],
    ...metrics.map((metric, at) => [at === 0 ? 'height' : 'colour', metric.label] as const),
    ['n', metrics.at(-1)?.interval ? 'n' : ''],
    ...planned,
  ];
  const turn = (by: SortBy) => onSort({ by, descending: sort.by === by ? !sort.descending : by !== 'name' });
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <thead>
      <tr className={styles.headRow} aria-rowindex={1}>
        {heads.map(([by, label]) => (
          <th key={by} scope="col" aria-sort={sort.by !== by ? 'none' : sort.descending ? 'descending' : 'ascending'}>
            {label === '' ? null : (
              <button type="button" title={label} onClick={() => turn(by)}>
                <span>{label}</span>
                {sort.by === by ? <Arrow aria-hidden /> : null}
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The figures of the place around the rows, asked as such: what the rows must come to. */
interface TotalRowProps {
  readonly index: number;
  readonly metrics: readonly TableMetric[];
  readonly isTruncated: boolean;
  readonly isPlanned: boolean;
}

/** Why the rows do not come to the total; empty where they do. */
function rowsNote({ isTruncated, isPart }: { readonly isTruncated: boolean; readonly isPart: boolean }): string {
  return isTruncated ? say(TEXTS).largest : isPart ? say(TEXTS).inView : '';
}

function TotalRow({ index, metrics, isTruncated, isPlanned }: TotalRowProps): JSX.Element {
  const view = shownOnMap(useAsked());
  const nameOf = usePlaceName();
  const catalog = useCatalog();
  const { timezone } = catalog;
  const { table } = useAnswer(totalQuery(view));
  const earlier = comparedView(view, timezone, useServerNow(view.compare !== 'none' && view.window.kind === 'last'));
  const before = useAnswer(earlier && totalQuery(earlier));
  const note = rowsNote({ isTruncated, isPart: view.cells !== undefined });
  const [tall] = metrics;
  const planned = useTotalPlan(totalQuery(view), tall);
  const measured = (metric: TableMetric): Measured => {
    if (metric.id !== CHANGE || tall === undefined) return measuredAt(table, metric.id, 0);
    const old = before.status === 'loading' ? Number.NaN : measuredAt(before.table, tall.id, 0).value;
    return { ...UNKNOWN, value: changeOf(tall.unit, measuredAt(table, tall.id, 0).value, old) };
  };
  return (
    <tr className={styles.total} aria-rowindex={index} data-row="total">
      <th scope="row">
        {view.focus === null ? say(TEXTS).world : nameOf(view.focus)}
        {note === '' ? null : <span className={styles.within}>{note}</span>}
      </th>
      <MetricCells metrics={metrics} measured={metrics.map(measured)} />
      {tall === undefined ? null : (
        <PlanCells metric={tall} actual={measuredAt(table, tall.id, 0).value} plan={isPlanned ? planned : undefined} />
      )}
    </tr>
  );
}
