import type { JSX } from 'react';
import { formatExact, formatShort } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { Section } from '../drawer/Section.tsx';
import { PanelState } from '../PanelState.tsx';
import { useView } from '../viewStore.ts';
import styles from './plan.module.css';
import { attainedText, gapText } from './planFigures.ts';
import { PLAN_TEXTS } from './planTexts.ts';
import { GlassBar, usePlacePlan, usePlaceStanding, WhatIfMark } from './WholePlan.tsx';

/** The shown place against its plan, in the drawer; nothing while no plan stands as glass. */
export function PlanSection(): JSX.Element | null {
  const view = useView();
  const metric = metricOf(useCatalog(), view.height);
  const shown = usePlaceStanding(metric);
  const planned = usePlacePlan(metric);
  const words = say(PLAN_TEXTS);
  if (view.plan === 'none') return null;
  return (
    <Section title={words.section} note={words.kinds[view.plan]}>
      {shown === null && planned !== null && planned.answer === null ? (
        <PanelState status={planned.status} error={planned.error} />
      ) : shown === null ? (
        <p className={styles.hint}>{words.noSection}</p>
      ) : (
        <div className={styles.whole} data-plan-section>
          <p className={styles.figure}>
            {attainedText(shown.standing)} <b data-news={shown.standing.news}>{gapText(shown.standing, metric.unit)}</b>
          </p>
          <GlassBar standing={shown.standing} />
          <p className={styles.caption}>
            {words.ofPlan(formatShort(shown.standing.actual, metric.unit), formatShort(shown.standing.plan, metric.unit))} ·{' '}
            {shown.from === 'own' ? words.from.own : words.from.children(formatExact(shown.parts, 'count'))}
            {shown.isWhatIf ? <WhatIfMark /> : null}
          </p>
        </div>
      )}
    </Section>
  );
}
