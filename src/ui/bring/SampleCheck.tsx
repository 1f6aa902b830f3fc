/** The first rows tried out on the server, nothing kept: how many would be taken, what is wrong with the others, and where they stand on the map. */
import { type JSX, useEffect, useState } from 'react';
import { checkEvents } from '../../live/imports.ts';
import type { ImportPlan } from '../../model/import/fields.ts';
import { toSpots } from '../../model/import/sample.ts';
import { localeNow, say } from '../../model/language.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { whyText } from './badRows.ts';
import styles from './bring.module.css';
import { type BadRow, badRow, type Item } from './runImport.ts';
import { sampleStore } from './sampleStore.ts';
import { UNDO_TEXTS } from './undoTexts.ts';

/** While somebody still chooses, nothing is asked. */
const WAIT_MS = 250;
const MOST_TOLD = 3;

interface Tried {
  readonly accepted: number;
  readonly duplicates: number;
  readonly bad: readonly BadRow[];
}

type Trial = Tried | { readonly error: string } | null;

interface SampleCheckProps {
  /** The same object while nothing changed. */
  readonly items: readonly Item[];
  /** What they were made by; null for events as they are. */
  readonly plan: ImportPlan | null;
}

export function SampleCheck({ items, plan }: SampleCheckProps): JSX.Element {
  const words = say(UNDO_TEXTS);
  const trial = useTrial(items, plan);
  const spots = sampleStore.getState()?.length ?? 0;
  if (trial === null) return <p className={styles.note}>{words.checking}</p>;
  if ('error' in trial) return <p role="alert">{words.uncheckable(trial.error)}</p>;
  const number = new Intl.NumberFormat(localeNow());
  const { accepted, duplicates, bad } = trial;
  const others = [
    ...(duplicates > 0 ? [words.known(number.format(duplicates))] : []),
    ...(bad.length > 0 ? [words.refusedRows(number.format(bad.length))] : []),
  ];
  return (
    <section className={styles.trial} data-accepted={accepted} data-duplicates={duplicates} data-rejected={bad.length}>
      <p>
        {[words.sample(number.format(accepted), number.format(items.length)), ...others].join(' · ')}
        {spots > 0 ? ` · ${words.onMap}` : ''}
      </p>
      {bad.slice(0, MOST_TOLD).map((one) => (
        <p key={one.number} className={styles.warning}>
          {one.number}: {one.field ? `${one.field}: ` : ''}
          {whyText(one)}
        </p>
      ))}
    </section>
  );
}

/** Tries the rows out, and shows on the map where those that would be taken stand. */
function useTrial(items: readonly Item[], plan: ImportPlan | null): Trial {
  const [trial, setTrial] = useState<Trial>(null);
  useEffect(() => () => sampleStore.setState(null, true), []);
  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(() => {
      tryOut(items, plan, control.signal).then(setTrial, (error: unknown) => {
        if (!control.signal.aborted) setTrial({ error: messageOf(error) });
      });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [items, plan]);
  return trial;
}

async function tryOut(items: readonly Item[], plan: ImportPlan | null, signal: AbortSignal): Promise<Tried> {
  const lines = items.flatMap(({ made, number }) => (typeof made === 'string' ? [{ line: made, number }] : []));
  const faults = items.flatMap(({ made, number }): BadRow[] =>
    typeof made === 'string' ? [] : [{ number, field: made.column, why: made }],
  );
  const none = { accepted: 0, duplicates: 0, rejected: [], places: [] };
  const answer =
    lines.length === 0
      ? none
      : await checkEvents(
          lines.map(({ line }) => line),
          signal,
        );
  const numbers = lines.map(({ number }) => number);
  const refused = answer.rejected.map((rejection) => badRow(rejection, numbers, plan));
  sampleStore.setState(toSpots(answer.places), true);
  const bad = [...faults, ...refused].sort((one, other) => one.number - other.number);
  return { accepted: answer.accepted, duplicates: answer.duplicates, bad };
}
