import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { noneText } from '../../model/filterValues.ts';
import { toShares } from '../../model/shares.ts';
import { toggleFilter } from '../../model/viewFilters.ts';
import { mixQuery } from '../../model/viewQueries.ts';
import { ShareBar } from '../charts/ShareBar.tsx';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import { drawerWords } from './drawerTexts.ts';
import { Section } from './Section.tsx';

const SHOWN = 8;
/** Asked for so that shares are of all. */
const MOST = 200;

/** How the customers of the place divide into segments; a click filters by one. */
export function Segments(): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const { table, status, error } = useAnswer(mixQuery(view, 'segment', ['customers'], MOST));
  const shares = toShares(table, 'customers').slice(0, SHOWN);
  return (
    <Section title={drawerWords().segments} note={drawerWords().ofCustomers}>
      {shares.every(({ id }) => id === null) ? (
        <PanelState status={status} error={error} isHidden={shares.length === 0}>
          {shares.length === 0 ? undefined : drawerWords().noSegments}
        </PanelState>
      ) : (
        <ShareBar
          parts={shares.map(({ id, share }) => ({
            key: id ?? '\u0000',
            name: id ?? noneText(),
            share,
            onClick: () => change((before) => toggleFilter(before, 'segment', id)),
          }))}
        />
      )}
    </Section>
  );
}
