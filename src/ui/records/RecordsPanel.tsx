/** The events behind what is shown, newest first: of everything, or of one figure. */
import { ArrowUp, Download, X } from 'lucide-react';
import { type JSX, useRef, useState } from 'react';
import { fetchRecords } from '../../live/records.ts';
import { formatExact } from '../../model/format.ts';
import { csvHead, csvLines } from '../../model/records/recordsCsv.ts';
import { openRecords } from '../../model/viewState.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { MOST_RECORDS, type RecordsAsked } from '../../protocol/records.ts';
import { useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { PickMenu } from '../controls/PickMenu.tsx';
import { PanelState } from '../PanelState.tsx';
import { download } from '../share/download.ts';
import { useStripMetrics } from '../useStripMetrics.ts';
import { useChange, useView } from '../viewStore.ts';
import { RecordRows } from './RecordRows.tsx';
import styles from './records.module.css';
import { recordsWords } from './recordsTexts.ts';
import { useRecords } from './useRecords.ts';

/** More lines than this no spreadsheet opens gladly. */
const MOST_SAVED = 100_000;

export function RecordsPanel(): JSX.Element {
  const records = useRecords();
  const change = useChange();
  const words = recordsWords();
  const { total, fresh, status, error } = records;
  const count = (number: number) => formatExact(number, 'count');
  return (
    <section className={styles.panel} aria-label={words.title} data-total={total ?? ''}>
      <header className={styles.head}>
        <h2>{words.title}</h2>
        <span data-count>{total === null ? '' : count(total)}</span>
        <OfPicker />
        {fresh === 0 ? null : (
          <button type="button" className={styles.fresh} title={words.showFresh} onClick={records.renew}>
            <ArrowUp aria-hidden />
            {words.fresh(fresh)}
          </button>
        )}
        <Saving whole={total === 0 ? null : records.whole} />
        <IconButton label={words.close} onClick={() => change((view) => ({ ...view, side: 'none', recordsBy: null }))}>
          <X />
        </IconButton>
      </header>
      <Whose />
      {error === null ? null : (
        <p className={styles.fault} role="alert">
          {words.failed(error)}{' '}
          <button type="button" onClick={records.renew}>
            {words.again}
          </button>
        </p>
      )}
      {records.records.length > 0 ? (
        <RecordRows records={records} />
      ) : error === null ? (
        <div className={styles.nothing}>
          <PanelState status={status} error={null}>
            {words.none}
          </PanelState>
        </div>
      ) : null}
    </section>
  );
}

/** Whose records they are, where they are one customer's, and the way to those of what is shown. */
function Whose(): JSX.Element | null {
  const { recordsBy } = useView();
  const change = useChange();
  const words = recordsWords();
  if (recordsBy === null) return null;
  return (
    <p className={styles.who}>
      {words.whose} <b title={recordsBy}>{recordsBy}</b>
      <button type="button" onClick={() => change((view) => openRecords(view, view.recordsOf))}>
        {words.everybody}
      </button>
    </p>
  );
}

/** Everything, or the events that one figure is made of: those of the strip, and the two that are shown. */
function OfPicker(): JSX.Element {
  const { recordsOf, height, colour } = useView();
  const change = useChange();
  const catalog = useCatalog();
  const words = recordsWords();
  const ids = [...new Set([height, colour, ...useStripMetrics(), ...(recordsOf === null ? [] : [recordsOf])])];
  const known = ids.flatMap((id) => catalog.metrics.find((metric) => metric.id === id) ?? []);
  const picks = [{ id: '', label: words.all }, ...known.map(({ id, label }) => ({ id, label }))];
  const picked = picks.find(({ id }) => id === (recordsOf ?? '')) ?? picks[0];
  return (
    <PickMenu
      label={words.of}
      picks={picks}
      picked={picked?.id ?? ''}
      onPick={(id) => change((view) => ({ ...view, recordsOf: id === '' ? null : id }))}
    >
      {picked?.label}
    </PickMenu>
  );
}

/** Saves all that match, page after page, of the moment that is listed. */
function Saving({ whole }: { readonly whole: RecordsAsked | null }): JSX.Element {
  const words = recordsWords();
  const [said, setSaid] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);
  const save = async () => {
    if (whole === null || stop.current !== null) return;
    stop.current = new AbortController();
    const { signal } = stop.current;
    try {
      const lines = [csvHead()];
      let [read, before]: [number, string | null] = [0, null];
      do {
        const page = await fetchRecords({ ...whole, limit: MOST_RECORDS, ...(before === null ? {} : { before }) }, signal);
        lines.push(csvLines(page.records));
        read += page.records.length;
        before = page.next;
        setSaid(words.saving(formatExact(read, 'count')));
      } while (before !== null && read < MOST_SAVED);
      download(new Blob(lines, { type: 'text/csv' }), 'orrery-records.csv');
      setSaid(before === null ? null : words.cut(formatExact(read, 'count')));
    } catch (cause) {
      setSaid(signal.aborted ? null : words.failed(messageOf(cause)));
    }
    stop.current = null;
  };
  const isSaving = stop.current !== null && said !== null;
  return (
    <>
      {said === null ? null : (
        <span className={styles.saving} role="status">
          {said}
        </span>
      )}
      <IconButton label={isSaving ? words.stop : words.csv} onClick={() => (isSaving ? stop.current?.abort() : void save())}>
        {isSaving ? <X /> : <Download />}
      </IconButton>
    </>
  );
}
