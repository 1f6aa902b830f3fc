/** How far along the plan of the shown place is: a glass that fills from the left. */
import type { JSX } from 'react';
import type { PlanState } from '../../live/plan.ts';
import { useAnswer } from '../../live/useAnswer.ts';
import { formatExact, formatShort } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { type Standing, shownPlan, standingOf } from '../../model/plan.ts';
import { measuredAt } from '../../model/rows.ts';
import { figuresQuery } from '../../model/viewQueries.ts';
import { subjectOf, type ViewState } from '../../model/viewState.ts';
import { whatIfFactor } from '../../model/whatIf.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { PlanFrom } from '../../protocol/plan.ts';
import type { Query } from '../../protocol/query.ts';
import { usePlaceName } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import styles from './plan.module.css';
import { attainedText, gapText } from './planFigures.ts';
import { PLAN_TEXTS } from './planTexts.ts';
import { usePlanOf } from './usePlannedTable.ts';

export interface PlaceStanding {
  readonly standing: Standing;
  readonly toEnd: number | null;
  readonly from: PlanFrom;
  readonly parts: number;
  readonly isWhatIf: boolean;
}

/** What is planned for the shown place; null where no plan is shown or can be made. */
export function usePlacePlan(metric: MetricInfo): PlanState | null {
  return usePlanOf(placeQuery(useAsked(), metric));
}

function placeQuery(view: ViewState, metric: MetricInfo): Query {
  return { ...figuresQuery(view), metrics: [metric.id] };
}

/** The shown place against its plan; null while or where there is none, or what happened there is still awaited. */
export function usePlaceStanding(metric: MetricInfo): PlaceStanding | null {
  const view = useAsked();
  const { table, status } = useAnswer(view.plan === 'none' ? null : placeQuery(view, metric));
  const answer = usePlacePlan(metric)?.answer ?? null;
  const group = answer?.groups[0];
  if (table === null || status === 'loading' || answer === null || group === undefined || answer.metric !== metric.id) return null;
  const factor = whatIfFactor(view.whatIf, metric.id, subjectOf(view));
  const plan = shownPlan(group, answer);
  const standing = standingOf(measuredAt(table, metric.id, 0).value, (plan ?? Number.NaN) * factor, metric);
  if (standing === null) return null;
  return {
    standing,
    toEnd: group.toEnd === null ? null : group.toEnd * factor,
    from: group.from,
    parts: group.parts,
    isWhatIf: factor !== 1,
  };
}

export function WholePlan({ metric }: { metric: MetricInfo }): JSX.Element | null {
  const view: ViewState = useAsked();
  const nameOf = usePlaceName();
  const words = say(PLAN_TEXTS);
  const shown = usePlaceStanding(metric);
  if (shown === null) return null;
  const { standing, from, parts, isWhatIf } = shown;
  const subject = subjectOf(view);
  const place = subject === null ? words.world : nameOf(subject);
  const caption = (isWholeTime(shown) ? words.inAll : words.soFar)(metric.label, place);
  return (
    <section className={styles.whole} aria-label={caption} data-attained={String(standing.attained)}>
      <p className={styles.caption}>
        {caption}
        {isWhatIf ? <WhatIfMark /> : null}
      </p>
      <p className={styles.figure}>
        {attainedText(standing)} <b data-news={standing.news}>{gapText(standing, metric.unit)}</b>
      </p>
      <GlassBar standing={standing} />
      <p className={styles.caption}>
        {words.ofPlan(formatShort(standing.actual, metric.unit), formatShort(standing.plan, metric.unit))} ·{' '}
        {from === 'own' ? words.from.own : words.from.children(formatExact(parts, 'count'))}
      </p>
      <ToEnd shown={shown} metric={metric} />
    </section>
  );
}

function isWholeTime({ standing, toEnd }: PlaceStanding): boolean {
  return toEnd === null || toEnd === standing.plan;
}

/** What is planned to the end of a time that goes on: the plan beside it is the part of that up to now. */
export function ToEnd({ shown, metric }: { shown: PlaceStanding; metric: MetricInfo }): JSX.Element | null {
  if (isWholeTime(shown)) return null;
  return <p className={styles.caption}>{say(PLAN_TEXTS).toEnd(formatShort(shown.toEnd, metric.unit))}</p>;
}

export function WhatIfMark(): JSX.Element {
  return <em className={styles.mark}>{say(PLAN_TEXTS).isWhatIf}</em>;
}

/** The glass lying down: its rim at the plan, filled as far as it came; what is over goes beyond the rim. */
export function GlassBar({ standing: { actual, plan, news } }: { standing: Standing }): JSX.Element {
  const whole = Math.max(actual, plan, 0);
  const share = (value: number) => `${whole > 0 ? Math.max(0, (100 * value) / whole) : 0}%`;
  return (
    <div className={styles.glass} data-news={news} aria-hidden>
      <i className={styles.fill} style={{ width: share(Math.min(actual, plan)) }} />
      {actual > plan ? <i className={styles.over} style={{ left: share(plan), width: share(actual - plan) }} /> : null}
      <i className={styles.rim} style={{ width: share(plan) }} />
    </div>
  );
}
