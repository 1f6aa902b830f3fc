import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { noneText } from '../../model/filterValues.ts';
import { rowsToAsk } from '../../model/mix.ts';
import { toggleFilter } from '../../model/viewFilters.ts';
import { mixQuery, shownMetrics } from '../../model/viewQueries.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import { drawerWords } from './drawerTexts.ts';
import { MixList } from './MixList.tsx';
import { Section } from './Section.tsx';
import { useMixItems } from './useMixItems.ts';
import { useMixNote } from './useMixNote.ts';

const SHOWN = 6;

/** The largest categories of the place; a click filters by one. */
export function Categories(): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const height = metricOf(useCatalog(), view.height);
  const { table, status, error } = useAnswer(mixQuery(view, 'category', shownMetrics(view), rowsToAsk(height, SHOWN)));
  const items = useMixItems(table, SHOWN, (answer, row) => {
    const value = answer.keys[0]?.[row] ?? null;
    return {
      key: value ?? '\u0000',
      name: value ?? noneText(),
      onClick: () => change((before) => toggleFilter(before, 'category', value)),
    };
  });
  return (
    <Section title={drawerWords().categories} note={useMixNote(table)}>
      <MixList items={items} status={status} error={error} />
    </Section>
  );
}
