/** The plan beside the picture: which one stands as glass, how far along all of it is, what if it were another, and who is farthest from it. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { formatExact, formatShare } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { coverageOf, PLAN } from '../../model/plan.ts';
import { metricValues } from '../../model/reading.ts';
import { mapQuery } from '../../model/viewQueries.ts';
import { PLAN_CHOICES } from '../../model/viewState.ts';
import type { PlanAnswer } from '../../protocol/plan.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { MetricPicker } from '../legend/MetricPicker.tsx';
import { PanelState } from '../PanelState.tsx';
import side from '../sidePanel.module.css';
import { useAsked } from '../useAsked.ts';
import { useComparedAnswer } from '../useComparedAnswer.ts';
import { useChange, useView } from '../viewStore.ts';
import { NoPlan } from './NoPlan.tsx';
import styles from './plan.module.css';
import { absenceOf } from './planFigures.ts';
import { PLAN_TEXTS } from './planTexts.ts';
import { Standings } from './Standings.tsx';
import { usePlanOf } from './usePlannedTable.ts';
import { WhatIfPart } from './WhatIfPart.tsx';
import { WholePlan } from './WholePlan.tsx';

export function PlanPanel(): JSX.Element {
  const view = useView();
  const change = useChange();
  const words = say(PLAN_TEXTS);
  return (
    <section className={side.panel} aria-label={words.title}>
      <header className={side.head}>
        <h2>{words.title}</h2>
        <MetricPicker channel="height" />
        <IconButton label={words.close} onClick={() => change((before) => ({ ...before, side: 'none' }))}>
          <X />
        </IconButton>
      </header>
      <div className={styles.choice}>
        <Segmented
          label={words.which}
          picks={PLAN_CHOICES.map((id) => ({ id, label: words.kinds[id] }))}
          picked={view.plan}
          onPick={(plan) => change((before) => ({ ...before, plan }))}
        />
      </div>
      <div className={styles.body}>{view.plan === 'none' ? <p className={styles.hint}>{words.hint}</p> : <Shown key={view.plan} />}</div>
    </section>
  );
}

function Shown(): JSX.Element {
  const view = useAsked();
  const catalog = useCatalog();
  const metric = metricOf(catalog, view.height);
  const places = usePlanOf(mapQuery(view));
  const { table } = useComparedAnswer();
  if (places === null) return <NoPlan reason="unplannable" known={[]} metric={metric} />;
  const { answer, status, error } = places;
  if (answer === null) return <PanelState status={status} error={error} />;
  if (answer.planned === null) {
    return (
      <>
        <NoPlan reason="none" known={answer.known} metric={metric} />
        <Cautions answer={answer} />
      </>
    );
  }
  const isDrawn = table !== null && metricValues(table, PLAN) !== undefined;
  return (
    <>
      <WholePlan metric={metric} />
      <WhatIfPart metric={metric.id} />
      {answer.groups.length === 0 ? <NoPlan reason={absenceOf(answer)} known={[]} metric={metric} /> : null}
      {isDrawn ? <Standings table={table} metric={metric} /> : null}
      <Cautions answer={answer} />
    </>
  );
}

/** From this share of its time on a plan counts as one of all of it. */
const MOSTLY = 0.97;

/** What of the plan is not in the picture, and why. */
function Cautions({ answer }: { answer: PlanAnswer }): JSX.Element | null {
  const words = say(PLAN_TEXTS);
  const change = useChange();
  const catalog = useCatalog();
  const known = new Set(catalog.metrics.map(({ id }) => id));
  const strangers = [...new Set(answer.known.flatMap(({ metric }) => (known.has(metric) ? [] : [metric])))];
  const covered = coverageOf(answer.groups);
  const { planned } = answer;
  const isPart = answer.groups.length > 0 && covered < MOSTLY;
  if (!isPart && answer.unplaced === 0 && strangers.length === 0) return null;
  return (
    <div className={styles.cautions}>
      {isPart ? <p>{words.coverage(formatShare(covered))}</p> : null}
      {isPart && planned !== null ? (
        <button
          type="button"
          onClick={() => change((before) => ({ ...before, until: null, window: { kind: 'between', from: planned.from, to: planned.to } }))}
        >
          {words.wholePlan}
        </button>
      ) : null}
      {answer.unplaced > 0 ? <p>{words.unplaced(formatExact(answer.unplaced, 'count'))}</p> : null}
      {strangers.length > 0 ? <p>{words.unknown(strangers.join(', '))}</p> : null}
    </div>
  );
}
