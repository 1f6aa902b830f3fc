/** What the glass means, in the legend: or why there is none in this shape, at this level, by these filters or for this time. */
import type { CSSProperties, JSX } from 'react';
import type { PlanState } from '../../live/plan.ts';
import { say } from '../../model/language.ts';
import type { Level } from '../../model/place.ts';
import { drawnShape } from '../../model/shape.ts';
import { mapQuery } from '../../model/viewQueries.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import { useView } from '../viewStore.ts';
import styles from './plan.module.css';
import { absenceOf } from './planFigures.ts';
import { PLAN_TEXTS } from './planTexts.ts';
import { usePlanOf } from './usePlannedTable.ts';
import { WhatIfMark } from './WholePlan.tsx';

export function PlanKey({ level, metric }: { level: Level; metric: string }): JSX.Element | null {
  const { plan, shape, whatIf } = useView();
  const info = metricOf(useCatalog(), metric);
  const planned = usePlanOf(mapQuery(useAsked()));
  if (plan === 'none') return null;
  const words = say(PLAN_TEXTS);
  if (planned?.answer?.planned === null)
    return (
      <div className={styles.key} data-plan-key>
        <span className={styles.hint}>{words.noPlan(words.legendKind[plan], info.label)}</span>
      </div>
    );
  const form = drawnShape(shape, level);
  const without = level === 'hexagon' ? words.noGlass.hexagon : isPlanned(level) ? '' : words.noGlass.level;
  const flat = form === 'fills' || form === 'points' ? words.noGlass.flat : '';
  const note = without || flat || absentText(planned);
  return (
    <div className={styles.key} data-plan-key>
      <span>
        {words.legend} {words.legendKind[plan]}
        {whatIf.some((entry) => entry.metric === metric) ? <WhatIfMark /> : null}
      </span>
      {note === '' ? (
        <ul>
          {looksOf(form, info.better).map(([look, text]) => (
            <Look key={look} look={look} text={text} />
          ))}
        </ul>
      ) : (
        <span className={styles.hint}>{note}</span>
      )}
    </div>
  );
}

/** Why no place of the picture has a plan; empty where one has, or none is known yet. */
function absentText(planned: PlanState | null): string {
  const words = say(PLAN_TEXTS);
  if (planned === null) return words.unplannable;
  if (planned.answer === null || planned.answer.groups.length > 0) return '';
  return { unplannable: words.unplannable, whole: words.isWhole, time: words.noneForTime }[absenceOf(planned.answer)];
}

type Look = 'empty' | 'full' | 'over' | 'ring';
const FULL: Readonly<Record<Look, string>> = { empty: '55%', full: '100%', over: '170%', ring: '0' };

function looksOf(form: string, better: MetricInfo['better']): readonly (readonly [Look, string])[] {
  const words = { ...say(PLAN_TEXTS), ...(better === 'lower' ? say(PLAN_TEXTS).ifLower : {}) };
  if (form === 'bubbles') return [['ring', words.ring]];
  if (form === 'areas') return [['over', words.post]];
  return [
    ['empty', words.empty],
    ['full', words.full],
    ['over', words.over],
  ];
}

function Look({ look, text }: { look: Look; text: string }): JSX.Element {
  return (
    <li>
      <i data-look={look} style={{ '--full': FULL[look] } as CSSProperties} aria-hidden />
      {text}
    </li>
  );
}

function isPlanned(level: Level): boolean {
  return level === 'country' || level === 'region' || level === 'city';
}
