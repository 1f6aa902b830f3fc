/** What moved the shown figure, opened: the sentence, the dimensions that it can be told by, and the way from before to now. */
import { type JSX, useEffect, useRef } from 'react';
import { useConnection } from '../../../live/useConnection.ts';
import { say } from '../../../model/language.ts';
import { GRAIN_MS } from '../../../model/timeBuckets.ts';
import { shownMetrics } from '../../../model/viewQueries.ts';
import type { WhyChoice } from '../../../model/viewState.ts';
import { comparableWindow } from '../../../model/windowText.ts';
import { metricOf, useCatalog } from '../../catalogContext.ts';
import { Segmented } from '../../controls/Segmented.tsx';
import { useAsked } from '../../useAsked.ts';
import { useChange } from '../../viewStore.ts';
import { DriversTold } from './DriversTold.tsx';
import styles from './why.module.css';
import { WHY_TEXTS } from './whyTexts.ts';

export function WhyPart({ why }: { readonly why: WhyChoice }): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const catalog = useCatalog();
  const words = say(WHY_TEXTS);
  const metric = metricOf(catalog, view[why.of]);
  const picks = (['height', 'colour'] as const).map((id) => ({ id, label: metricOf(catalog, view[id]).label }));
  const part = useRef<HTMLDivElement>(null);
  // It stands below the figures: who opens it wants to read it.
  useEffect(() => {
    part.current?.closest('section')?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <div ref={part} className={styles.part}>
      {shownMetrics(view).length < 2 ? null : (
        <Segmented
          label={words.of}
          picks={picks}
          picked={why.of}
          onPick={(of) => change((before) => ({ ...before, why: { of, by: null, into: null } }))}
        />
      )}
      {view.window.kind === 'all' ? <NoTime /> : <DriversTold key={metric.id} view={view} metric={metric} why={why} />}
    </div>
  );
}

/** All of time: offers the window to begin with. */
function NoTime(): JSX.Element {
  const change = useChange();
  const words = say(WHY_TEXTS);
  const { extent, timezone } = useCatalog();
  const { from, to } = extent;
  const hasEnded = useConnection(({ lagMs }) => lagMs !== null && lagMs > GRAIN_MS.day);
  const offered = comparableWindow({ fromMs: Date.parse(from ?? ''), toMs: Date.parse(to ?? '') }, hasEnded, timezone);
  return (
    <div className={styles.notice} data-state="no time">
      <p>{words.noTime}</p>
      <button type="button" className={styles.remedy} onClick={() => change((view) => ({ ...view, window: offered.window }))}>
        {offered.text}
      </button>
    </div>
  );
}
