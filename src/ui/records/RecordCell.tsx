import { ChevronRight } from 'lucide-react';
import type { JSX } from 'react';
import { rampOf, toHex } from '../../model/colour.ts';
import { formatDuration, formatExact } from '../../model/format.ts';
import { languageNow } from '../../model/language.ts';
import { closestName } from '../../model/localNames.ts';
import { amountText, typeName } from '../../model/records/eventWords.ts';
import type { RecordColumn } from '../../model/records/recordColumns.ts';
import { scorePlace } from '../../model/scorePlace.ts';
import { dateText } from '../../model/ticks.ts';
import { openPerson } from '../../model/viewState.ts';
import type { RecordAnswer } from '../../protocol/records.ts';
import { useCatalog } from '../catalogContext.ts';
import { useChange, useViewPart } from '../viewStore.ts';
import { EventIcon } from './EventIcon.tsx';
import styles from './records.module.css';
import { recordsWords } from './recordsTexts.ts';

interface RecordCellProps {
  readonly record: RecordAnswer;
  readonly column: RecordColumn;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** What a record says in a column. Whatever came from outside is text. */
export function RecordCell({ record, column, isOpen, onToggle }: RecordCellProps): JSX.Element | string | null {
  const { currency } = useCatalog();
  const words = recordsWords();
  switch (column) {
    case 'time':
      return <TimeCell record={record} isOpen={isOpen} onToggle={onToggle} />;
    case 'type':
      return (
        <span className={styles.type} title={`${typeName(record.type)} (${record.type})`}>
          <EventIcon type={record.type} channel={record.channel} />
          <span>{typeName(record.type)}</span>
        </span>
      );
    case 'amount': {
      const { value, currency: own, unconverted } = record;
      const other = own === null || own === currency ? undefined : value === null ? words.noRate : words.rate(formatExact(value, currency));
      return (
        <span title={other} data-unconverted={unconverted}>
          {amountText(record, currency)}
        </span>
      );
    }
    case 'score':
      return record.score === null ? null : <ScoreChip score={record.score} scale={record.scale} />;
    case 'customer':
      return record.customer === null ? null : <CustomerButton customer={record.customer} />;
    case 'place':
      return closestName(record.place);
    case 'duration':
      return record.durationS === null ? null : formatDuration(record.durationS);
    case 'quantity':
      return record.quantity === null ? null : formatExact(record.quantity, 'count');
    case 'resolved':
      return record.resolved === null ? null : record.resolved ? words.yes : words.no;
    default:
      return record[column] === null ? null : (
        <span title={record[column]} dir="auto">
          {record[column]}
        </span>
      );
  }
}

/** The reader's own time; that of the workspace on asking, where it is another. */
function TimeCell({ record, isOpen, onToggle }: Pick<RecordCellProps, 'record' | 'isOpen' | 'onToggle'>): JSX.Element {
  const { timezone } = useCatalog();
  const words = recordsWords();
  const text = eventTime(record.time);
  const other = eventTime(record.time, timezone);
  return (
    <button
      type="button"
      className={styles.time}
      aria-expanded={isOpen}
      aria-label={words.details(typeName(record.type), text)}
      title={other === text ? undefined : `${other} ${words.utc} (${timezone})`}
      data-toggle
      onClick={onToggle}
    >
      <ChevronRight aria-hidden />
      <time dateTime={record.time}>{text}</time>
    </button>
  );
}

/** An instant to the minute, in the reader's zone unless another is said. Its column has no room for a month in German or Portuguese words. */
export function eventTime(time: string, zone = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  const month = languageNow() === 'en' ? 'short' : '2-digit';
  return dateText(Date.parse(time), zone, { day: '2-digit', month, year: '2-digit', hour: '2-digit', minute: '2-digit' });
}

export function CustomerButton({ customer }: { readonly customer: string }): JSX.Element {
  const change = useChange();
  return (
    <button
      type="button"
      className={styles.customer}
      aria-label={recordsWords().open(customer)}
      title={customer}
      onClick={() => change((view) => openPerson(view, customer))}
    >
      {customer}
    </button>
  );
}

/** A score in the colour of its place on its scale; without a known scale in none. */
export function ScoreChip({ score, scale }: { readonly score: number; readonly scale: string | null }): JSX.Element {
  const theme = useViewPart((view) => view.theme);
  const place = scorePlace(score, scale);
  return (
    <span
      className={styles.score}
      title={scale ?? undefined}
      data-plain={place === null}
      style={place === null ? {} : { background: toHex(rampOf(theme, 'diverging')(place)) }}
    >
      {formatExact(score, 'count')}
    </span>
  );
}
