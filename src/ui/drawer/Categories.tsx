import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { noneText } from '../../model/filterValues.ts';
import { toggleFilter } from '../../model/viewFilters.ts';
import { mixQuery, shownMetrics } from '../../model/viewQueries.ts';
import { BarList } from '../charts/BarList.tsx';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import { drawerWords } from './drawerTexts.ts';
import { Section } from './Section.tsx';
import { useMixItems } from './useMixItems.ts';
import { useMixNote } from './useMixNote.ts';

const SHOWN = 6;

/** The largest categories of the place; a click filters by one. */
export function Categories(): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const { table, status, error } = useAnswer(mixQuery(view, 'category', shownMetrics(view), SHOWN));
  const items = useMixItems(table, (answer, row) => {
    const value = answer.keys[0]?.[row] ?? null;
    return {
      key: value ?? '\u0000',
      name: value ?? noneText(),
      onClick: () => change((before) => toggleFilter(before, 'category', value)),
    };
  });
  return (
    <Section title={drawerWords().categories} note={useMixNote(table)}>
      {items.length === 0 ? <PanelState status={status} error={error} /> : <BarList items={items} />}
    </Section>
  );
}
