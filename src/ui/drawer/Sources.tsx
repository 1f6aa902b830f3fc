import type { JSX } from 'react';
import { useFreshness } from '../../live/freshness.ts';
import { useAnswer } from '../../live/useAnswer.ts';
import { formatShare } from '../../model/format.ts';
import { toShares } from '../../model/shares.ts';
import { mixQuery } from '../../model/viewQueries.ts';
import { freshnessWords, noneText } from '../freshness/freshnessTexts.ts';
import { SourceRows } from '../freshness/SourceRows.tsx';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { Section } from './Section.tsx';

const MOST = 200;
const SHOWN = 12;

/** The sources that feed the place in the window, what share of its events each brings, and how fresh each is. */
export function Sources(): JSX.Element {
  const view = useAsked();
  const { table, status, error } = useAnswer(mixQuery(view, 'source', ['events'], MOST));
  const freshness = useFreshness();
  const shares = new Map(toShares(table, 'events').map(({ id, share }) => [id ?? '', share]));
  const words = freshnessWords();
  const feeding = (freshness?.sources ?? []).filter(({ source }) => shares.has(source));
  const known = freshness !== null && table !== null;
  return (
    <Section title={words.title} note={words.share}>
      {!known || feeding.length === 0 ? (
        <PanelState status={known ? 'live' : status === 'error' ? status : 'loading'} error={error}>
          {freshness === null ? undefined : noneText(freshness.sources)}
        </PanelState>
      ) : (
        <SourceRows sources={feeding.slice(0, SHOWN)} nowMs={freshness.nowMs} figureOf={(source) => formatShare(shares.get(source) ?? 0)} />
      )}
    </Section>
  );
}
