/** Sliders that ask what if the plan were another one: of all places, and of the one that is shown. */
import { type JSX, useId } from 'react';
import { formatShare } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import type { PlaceRef } from '../../model/place.ts';
import { subjectOf } from '../../model/viewState.ts';
import { sayWhatIf, WHAT_IF, whatIfOf } from '../../model/whatIf.ts';
import { usePlaceName } from '../placeNames.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './plan.module.css';
import { PLAN_TEXTS } from './planTexts.ts';

export function WhatIfPart({ metric }: { metric: string }): JSX.Element {
  const view = useView();
  const change = useChange();
  const nameOf = usePlaceName();
  const words = say(PLAN_TEXTS);
  const subject = subjectOf(view);
  const own = subject !== null && ['country', 'region', 'city'].includes(subject.level) ? subject : null;
  const isMoved = view.whatIf.some((entry) => entry.metric === metric);
  return (
    <section className={styles.whatIf} aria-label={words.whatIf} data-moved={isMoved}>
      <header>
        <h3>{words.whatIf}</h3>
        <span>{words.whatIfHint}</span>
        <button
          type="button"
          disabled={!isMoved}
          onClick={() => change((before) => ({ ...before, whatIf: before.whatIf.filter((entry) => entry.metric !== metric) }))}
        >
          {words.reset}
        </button>
      </header>
      <Slider metric={metric} place={null} label={words.everywhere} />
      {own === null ? null : <Slider metric={metric} place={own} label={words.here(nameOf(own))} />}
    </section>
  );
}

function Slider({ metric, place, label }: { metric: string; place: PlaceRef | null; label: string }): JSX.Element {
  const { whatIf } = useView();
  const change = useChange();
  const id = useId();
  const percent = whatIfOf(whatIf, metric, place);
  const text = percentText(percent);
  return (
    <div className={styles.slider} data-place={place?.id ?? ''}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id} data-moved={percent !== 0}>
        {text}
      </output>
      <input
        id={id}
        type="range"
        min={WHAT_IF.least}
        max={WHAT_IF.most}
        step={WHAT_IF.step}
        value={percent}
        aria-valuetext={text}
        onChange={({ target }) =>
          change((before) => ({ ...before, whatIf: sayWhatIf(before.whatIf, metric, place, Number(target.value)) }))
        }
      />
    </div>
  );
}

function percentText(percent: number): string {
  const sign = percent === 0 ? '±' : percent > 0 ? '+' : '−';
  return sign + formatShare(Math.abs(percent) / 100);
}
