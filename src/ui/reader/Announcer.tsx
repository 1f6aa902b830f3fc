/** Says to screen readers what was pointed out or gone into: its values, rank and change. Once a choice, however often values change. */
import { type JSX, useEffect, useRef, useState } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { isSignificant } from '../../model/change.ts';
import { comparedView } from '../../model/compare.ts';
import { toDelta } from '../../model/kpi.ts';
import { isSamePlace, lineage } from '../../model/place.ts';
import { toPlaceRows } from '../../model/placeRows.ts';
import { measuredAt } from '../../model/rows.ts';
import { rankOf, spokenPlace, spokenView } from '../../model/spoken.ts';
import { kpiQuery } from '../../model/viewQueries.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { levelNames, usePlaceName } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import { useMapAnswer } from '../useMapAnswer.ts';
import { useServerNow } from '../useServerNow.ts';
import { useViewOf } from '../viewStore.ts';

/** A hand on the arrow keys passes many places: only one where it rests is spoken of. */
const REST_MS = 700;

export function Announcer(): JSX.Element {
  const { focus, selected } = useViewOf('focus', 'selected');
  const [said, setSaid] = useState('');
  const key = JSON.stringify([focus?.id, selected?.id]);
  // What the page opens with is read by the reader itself: until something else is chosen, no answer is followed for it.
  const [opened] = useState(key);
  const [hasChosen, setChosen] = useState(false);
  if (!hasChosen && key !== opened) setChosen(true);
  return (
    <>
      <div className="unseen" aria-live="polite" aria-atomic="true" data-announcer>
        {said}
      </div>
      {hasChosen ? <Speaker chosen={key} onSay={setSaid} /> : null}
    </>
  );
}

/** Says once what was chosen, when the answer to it is there. */
function Speaker({ chosen, onSay }: { readonly chosen: string; readonly onSay: (text: string) => void }): null {
  const { toText, isLoading } = useSpoken();
  const latest = useRef(toText);
  latest.current = toText;
  const spoken = useRef('');
  useEffect(() => {
    if (isLoading || spoken.current === chosen) return undefined;
    const timer = setTimeout(() => {
      spoken.current = chosen;
      onSay(latest.current());
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [chosen, isLoading, onSay]);
  return null;
}

/** Makes what is to be said now, and tells whether the answer that it is about has still to come. */
function useSpoken(): { readonly toText: () => string; readonly isLoading: boolean } {
  const view = useAsked();
  const catalog = useCatalog();
  const nameOf = usePlaceName();
  const { table, level, height, colour, status } = useMapAnswer();
  const isLoading = status === 'loading';
  const { selected, focus } = view;
  const nowMs = useServerNow(view.selected !== null && view.window.kind === 'last');
  const against = view.compare === 'none' ? 'previous' : view.compare;
  const earlier = selected && comparedView({ ...view, compare: against }, catalog.timezone, nowMs);
  const before = useAnswer(earlier && kpiQuery(earlier, [height.metric]));
  const toText = () => {
    const rows =
      table === null ? [] : toPlaceRows(table, level, { height: height.metric, colour: colour.metric }).filter((row) => row.place);
    if (selected === null) {
      const [one, many] = levelNames(level);
      return spokenView(focus && nameOf(focus), rows.length, rows.length === 1 ? one : many);
    }
    const row = rows.find(({ place }) => isSamePlace(place, selected));
    const heights = rows.map((other) => other.height).filter((other) => Number.isFinite(other.value));
    const value = row?.height.value ?? Number.NaN;
    const past = measuredAt(before.table, height.metric, 0);
    return spokenPlace({
      name: nameOf(selected),
      within: lineage(selected).slice(0, -1).reverse().map(nameOf),
      height: { label: height.label, value, unit: height.unit },
      colour: height.metric === colour.metric ? null : { label: colour.label, value: row?.colour.value ?? Number.NaN, unit: colour.unit },
      rank: row ? rankOf(row.height, heights) : null,
      count: heights.length,
      change: toDelta(metricOf(catalog, height.metric), value, past.value),
      isChance: row !== undefined && isSignificant(row.height, past) === false,
      against,
    });
  };
  return { toText, isLoading };
}
