import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { noneText } from '../../model/filterValues.ts';
import { toShares } from '../../model/shares.ts';
import { mixQuery } from '../../model/viewQueries.ts';
import { toggleFilter } from '../../model/viewState.ts';
import { ShareBar } from '../charts/ShareBar.tsx';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import { Section } from './Section.tsx';

const SHOWN = 8;

/** How the customers of the place divide into segments; a click filters by one. */
export function Segments(): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const { table, status, error } = useAnswer(mixQuery(view, 'segment', ['customers'], SHOWN));
  const shares = toShares(table, 'customers');
  return (
    <Section title="Segments" note="share of customers">
      {shares.length === 0 ? (
        <PanelState status={status} error={error} />
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
