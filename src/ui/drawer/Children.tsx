import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { rowsToAsk } from '../../model/mix.ts';
import { unplacedText } from '../../model/placeRows.ts';
import { levelOfTable, placeName, placeOfRow } from '../../model/reading.ts';
import { childrenQuery } from '../../model/viewQueries.ts';
import { selectPlace, subjectOf } from '../../model/viewState.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { levelNames, useRememberNames } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import { MixList } from './MixList.tsx';
import { Section } from './Section.tsx';
import { useMixItems } from './useMixItems.ts';
import { useMixNote } from './useMixNote.ts';

const SHOWN = 8;

/** The largest places within the place. */
export function Children(): JSX.Element | null {
  const view = useAsked();
  const change = useChange();
  const height = metricOf(useCatalog(), view.height);
  const isLeaf = ['city', 'customer'].includes(subjectOf(view)?.level ?? '');
  const { table, status, error } = useAnswer(isLeaf ? null : childrenQuery(view, rowsToAsk(height, SHOWN)));
  useRememberNames(table);
  const level = (table && levelOfTable(table)) ?? 'country';
  const items = useMixItems(table, SHOWN, (answer, row) => {
    const place = placeOfRow(answer, level, row);
    const key = answer.keys.map((keys) => keys[row] ?? '').join(' ');
    if (place === null) return { key, name: unplacedText(), onClick: null };
    return { key, name: placeName(answer, place), onClick: () => change((before) => selectPlace(before, place)) };
  });
  const note = useMixNote(table);
  if (isLeaf) return null;
  return (
    <Section title={levelNames(level)[1]} note={note}>
      <MixList items={items} status={status} error={error} />
    </Section>
  );
}
