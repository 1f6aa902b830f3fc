/** Why people of what is chosen came: the reasons that they named, now and before, with how far each share may be off. */
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { reasonMetric, reasonQuery, reasonShares, wholeQuery } from '../../model/ecosystem/reasons.ts';
import { formatShort } from '../../model/format.ts';
import { soleFilter } from '../../model/viewFilters.ts';
import { useCatalog } from '../catalogContext.ts';
import { Section } from '../drawer/Section.tsx';
import { useBefore } from '../drawer/useBefore.ts';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import styles from './ecosystemPanel.module.css';
import { panelWords } from './panelTexts.ts';

const MOST = 5;

export function WhyCard(): JSX.Element {
  const view = useAsked();
  const before = useBefore();
  const change = useChange();
  const metric = reasonMetric(useCatalog());
  const { table, status, error } = useAnswer(reasonQuery(view, metric));
  const earlier = useAnswer(before && reasonQuery(before, metric));
  const whole = useAnswer(wholeQuery(view, metric, table));
  const wholeEarlier = useAnswer(before && wholeQuery(before, metric, earlier.table));
  const words = panelWords();
  const past = earlier.table && { table: earlier.table, whole: wholeEarlier.table };
  const reasons = table === null ? [] : reasonShares({ table, whole: whole.table }, past, metric);
  const first = reasons[0];
  if (first === undefined)
    return (
      <Section title={words.why}>
        <PanelState status={table?.truncated ? whole.status : status} error={error ?? whole.error}>
          {words.noReasons}
        </PanelState>
      </Section>
    );
  return (
    <Section title={words.why} note={words.whyNote(formatShort(first.now.n, 'count'))}>
      <ul className={styles.reasons} data-figures>
        {reasons.slice(0, MOST).map(({ reason, now, before: then, isChanged }) => (
          <li key={reason}>
            <button type="button" onClick={() => change((shown) => soleFilter(shown, 'reason', reason))}>
              {reason}
            </button>
            <span>
              {words.named(String(Math.round(now.value ?? 0)), String(Math.max(1, Math.round(((now.high ?? 0) - (now.low ?? 0)) / 2))))}
              {then === null ? null : <em data-changed={isChanged}> {words.before(String(Math.round(then)))}</em>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
