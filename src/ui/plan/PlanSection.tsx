import type { JSX } from 'react';
import { formatExact, formatShort, MISSING } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { shownPlan } from '../../model/plan.ts';
import { subjectOf } from '../../model/viewState.ts';
import { whatIfFactor } from '../../model/whatIf.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { PlanAnswer } from '../../protocol/plan.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { Section } from '../drawer/Section.tsx';
import { PanelState } from '../PanelState.tsx';
import { useView } from '../viewStore.ts';
import styles from './plan.module.css';
import { attainedText, gapText } from './planFigures.ts';
import { PLAN_TEXTS } from './planTexts.ts';
import { GlassBar, ToEnd, usePlacePlan, usePlaceStanding, WhatIfMark } from './WholePlan.tsx';

/** The shown place against its plan, in the drawer; nothing while no plan stands as glass. */
export function PlanSection(): JSX.Element | null {
  const view = useView();
  const metric = metricOf(useCatalog(), view.height);
  const shown = usePlaceStanding(metric);
  const state = usePlacePlan(metric);
  const words = say(PLAN_TEXTS);
  if (view.plan === 'none') return null;
  return (
    <Section title={words.section} note={words.kinds[view.plan]}>
      {shown === null && state !== null && state.answer === null ? (
        <PanelState status={state.status} error={state.error} />
      ) : shown === null ? (
        <Alone answer={state?.answer ?? null} metric={metric} />
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
          <ToEnd shown={shown} metric={metric} />
        </div>
      )}
    </Section>
  );
}

/** The plan where there is nothing yet to hold against it, or that there is none. */
function Alone({ answer, metric }: { answer: PlanAnswer | null; metric: MetricInfo }): JSX.Element {
  const view = useView();
  const words = say(PLAN_TEXTS);
  const group = answer?.groups[0];
  if (answer === null || group === undefined) return <p className={styles.hint}>{words.noSection}</p>;
  const factor = whatIfFactor(view.whatIf, metric.id, subjectOf(view));
  const plan = shownPlan(group, answer);
  const text = (value: number) => formatShort(value * factor, metric.unit);
  return (
    <p className={styles.caption}>
      {plan === null ? words.toEnd(text(group.toEnd ?? Number.NaN)) : words.ofPlan(MISSING, text(plan))}
      {factor === 1 ? null : <WhatIfMark />}
    </p>
  );
}
