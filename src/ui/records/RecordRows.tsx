import { useVirtualizer } from '@tanstack/react-virtual';
import { type JSX, type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { formatExact } from '../../model/format.ts';
import { columnsOf, type RecordColumn } from '../../model/records/recordColumns.ts';
import type { RecordAnswer } from '../../protocol/records.ts';
import { deskScale, useSize } from '../useSize.ts';
import { RecordCell } from './RecordCell.tsx';
import { RecordDetails } from './RecordDetails.tsx';
import styles from './records.module.css';
import { recordsWords } from './recordsTexts.ts';
import { recordWidths } from './recordWidths.ts';
import { MOST_HELD, type Records } from './useRecords.ts';

/** Desk pixels. */
const ROW_HEIGHT = 34;
/** The next page is asked for while so many rows are still ahead. */
const AHEAD = 40;
/** Narrower than this (desk pixels) an event is told by its icon alone. */
const NARROW = 420;

/** The list: a row a record, drawn only where it is in sight; a row opens into everything that was sent. */
export function RecordRows({ records: { records, total, more } }: { readonly records: Records }): JSX.Element {
  const [scroller, { width }] = useSize<HTMLDivElement>();
  const [opened, setOpened] = useState<number | null>(null);
  const columns = useMemo(() => columnsOf(records), [records]);
  const isNarrow = width > 0 && width < NARROW;
  const { template, least } = recordWidths(columns, isNarrow);
  const words = recordsWords();
  const virtual = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT * deskScale(),
    getItemKey: (at) => records[at]?.seq ?? at,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more !== null && last >= records.length - AHEAD) more();
  }, [more, last, records.length]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows have another height in a panel of another width
  useEffect(() => virtual.measure(), [width]);
  const style = { gridTemplateColumns: template };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows go between the buttons of the rows
    <div ref={scroller} className={styles.scroller} onKeyDown={travel}>
      <table
        className={styles.table}
        style={{ minWidth: `calc(${least}rem + 2 * var(--row-edge))` }}
        data-narrow={isNarrow}
        aria-rowcount={(total ?? records.length) + 1}
      >
        <thead>
          <tr className={styles.headRow} style={style}>
            {columns.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {words.heads[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <RecordRow
              key={item.key}
              record={records[item.index] as RecordAnswer}
              at={item.index}
              top={item.start}
              columns={columns}
              template={template}
              measure={virtual.measureElement}
              isOpen={opened === item.key}
              onToggle={() => setOpened((before) => (before === item.key ? null : Number(item.key)))}
            />
          ))}
        </tbody>
      </table>
      <p className={styles.end} role="status">
        {more !== null ? words.more : records.length >= MOST_HELD ? words.most(formatExact(MOST_HELD, 'count')) : words.end}
      </p>
    </div>
  );
}

interface RecordRowProps {
  readonly record: RecordAnswer;
  readonly at: number;
  readonly top: number;
  readonly columns: readonly RecordColumn[];
  readonly template: string;
  readonly measure: (element: Element | null) => void;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function RecordRow({ record, at, top, columns, template, measure, isOpen, onToggle }: RecordRowProps): JSX.Element {
  return (
    <tr
      ref={measure}
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: template }}
      data-index={at}
      data-seq={record.seq}
      data-open={isOpen}
      aria-rowindex={at + 2}
    >
      {columns.map((column) => (
        <td key={column} className={styles.cell} data-column={column}>
          <RecordCell record={record} column={column} isOpen={isOpen} onToggle={onToggle} />
        </td>
      ))}
      {isOpen ? (
        <td className={styles.opened}>
          <RecordDetails record={record} />
        </td>
      ) : null}
    </tr>
  );
}

/** Arrows go from row to row. */
function travel(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = (event.target as HTMLElement).closest('[data-index]');
  if (step === undefined || row === null) return;
  const next = event.currentTarget.querySelector<HTMLElement>(
    `[data-index="${Number(row.getAttribute('data-index')) + step}"] [data-toggle]`,
  );
  if (next === null) return;
  event.preventDefault();
  next.focus();
}
