/** The warning in the top bar: which source is behind, for how long, and what of the map rests on it. */
import { Popover } from '@mantine/core';
import { ClockAlert } from 'lucide-react';
import { type JSX, useId } from 'react';
import { useFreshness } from '../../live/freshness.ts';
import { formatShare } from '../../model/format.ts';
import { staleAt } from '../../model/freshness.ts';
import { placeName, placeOfRow } from '../../model/reading.ts';
import { selectPlace } from '../../model/viewState.ts';
import { useMapAnswer } from '../useMapAnswer.ts';
import { useChange } from '../viewStore.ts';
import styles from './freshness.module.css';
import { freshnessWords, silenceText } from './freshnessTexts.ts';
import { SourceRows } from './SourceRows.tsx';
import { useBehind } from './useLagging.ts';
import { useStaleTable } from './useResting.ts';

const MOST_NAMED = 8;

export function FreshnessChip(): JSX.Element | null {
  const lagging = useBehind();
  const nowMs = useFreshness()?.nowMs ?? 0;
  const heading = useId();
  const [worst] = lagging;
  if (worst === undefined) return null;
  const words = freshnessWords();
  const text = lagging.length === 1 ? `${worst.source} ${silenceText(worst, nowMs)}` : words.feeds(lagging.length);
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <button type="button" className={styles.chip} data-lagging={lagging.map(({ source }) => source).join(' ')}>
          <ClockAlert aria-hidden />
          <span>{text}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-labelledby={heading}>
        <div className={styles.panel}>
          <h3 id={heading}>{words.behind}</h3>
          <SourceRows sources={lagging} nowMs={nowMs} />
          <h3>{words.rests}</h3>
          <Hurt />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The places of the map that rest most on what is behind; a click points one out. */
function Hurt(): JSX.Element {
  const { table: plain, level } = useMapAnswer();
  const table = useStaleTable(plain);
  const change = useChange();
  const rows = Array.from({ length: table?.rowCount ?? 0 }, (_, row) => ({ row, share: staleAt(table, row) }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share)
    .slice(0, MOST_NAMED);
  if (table === null || rows.length === 0) return <p className={styles.nothing}>{freshnessWords().nothing}</p>;
  return (
    <ul className={styles.places}>
      {rows.map(({ row, share }) => {
        const place = placeOfRow(table, level, row);
        return place === null ? null : (
          <li key={row} data-place={place.id}>
            <button type="button" onClick={() => change((view) => selectPlace(view, place))}>
              {placeName(table, place)} <b>{formatShare(share)}</b>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
