import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { noneText } from '../../model/filterValues.ts';
import { toShares } from '../../model/shares.ts';
import { toggleFilter } from '../../model/viewFilters.ts';
import { mixQuery } from '../../model/viewQueries.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { ShareBar } from '../charts/ShareBar.tsx';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import { drawerWords } from './drawerTexts.ts';
import { Section } from './Section.tsx';

const SHOWN = 8;
const MOST = 200;

/** How the height metric divides by channel, or the events where it does not add up; a click filters by one. */
export function Channels(): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const catalog = useCatalog();
  const height = metricOf(catalog, view.height);
  const metric = height.sums ? height : metricOf(catalog, 'events');
  const { table, status, error } = useAnswer(mixQuery(view, 'channel', [metric.id], MOST));
  const shares = toShares(table, metric.id).slice(0, SHOWN);
  const words = drawerWords();
  return (
    <Section title={words.channels} note={words.of(metric.label)}>
      {shares.every(({ id }) => id === null) ? (
        <PanelState status={status} error={error} isHidden={shares.length === 0}>
          {shares.length === 0 ? undefined : words.noChannels}
        </PanelState>
      ) : (
        <ShareBar
          parts={shares.map(({ id, share }) => ({
            key: id ?? '\u0000',
            name: id ?? noneText(),
            share,
            onClick: () => change((before) => toggleFilter(before, 'channel', id)),
          }))}
        />
      )}
    </Section>
  );
}
