/** The bar of the tool that draws an area on the map: what it does, what lies in it, and keeping it as a territory. */
import { Check, Lasso, Minus, Plus, SquareDashed, Target } from 'lucide-react';
import { type JSX, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useAnswer } from '../../live/useAnswer.ts';
import { choosePlaces, chosenAt, coarserLevel } from '../../model/area/choosing.ts';
import { formatExact, formatShort } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { metricValues } from '../../model/reading.ts';
import { type AskedView, totalQuery } from '../../model/viewQueries.ts';
import type { Query } from '../../protocol/query.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { isEscape } from '../controls/keys.ts';
import { levelNames } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './area.module.css';
import { type AreaPlaces, type AreaTool, areaStore, takeAreaTool } from './areaStore.ts';
import { AREA_TEXTS } from './areaTexts.ts';
import { KeepTerritory } from './KeepTerritory.tsx';
import { useAreaChoice } from './useAreaChoice.ts';

const SHAPES = [
  ['lasso', Lasso],
  ['box', SquareDashed],
] as const;
const WAYS = [
  ['alone', Target],
  ['more', Plus],
  ['less', Minus],
] as const;

export function AreaBar(): JSX.Element {
  const words = say(AREA_TEXTS);
  const tool = useStore(areaStore);
  const view = useView();
  const change = useChange();
  const { chosen, problem } = useAreaChoice();
  const [isKeeping, setKeeping] = useState(false);
  const [said, setSaid] = useState('');
  const level = tool.places?.level ?? 'country';
  const coarser = coarserLevel(level);
  const corners = tool.draft?.corners ?? null;
  useEffect(() => followEscapeKey(window), []);
  return (
    <section className={styles.bar} data-area-tool data-over-map data-popup aria-label={words.bar}>
      <fieldset aria-label={words.shape}>
        {SHAPES.map(([shape, Icon]) => (
          <button
            key={shape}
            type="button"
            title={words[shape]}
            aria-label={words[shape]}
            aria-pressed={tool.shape === shape}
            onClick={() => areaStore.setState({ shape })}
          >
            <Icon aria-hidden />
          </button>
        ))}
      </fieldset>
      <fieldset aria-label={words.way}>
        {WAYS.map(([way, Icon]) => (
          <button
            key={way}
            type="button"
            title={words[way]}
            aria-label={words[way]}
            aria-pressed={tool.way === way}
            onClick={() => areaStore.setState({ way })}
          >
            <Icon aria-hidden />
          </button>
        ))}
      </fieldset>
      <Told tool={tool} chosen={chosen} />
      <div className={styles.acts}>
        {corners === null || view.embed || isKeeping ? null : (
          <button type="button" onClick={() => setKeeping(true)}>
            {words.keep}
          </button>
        )}
        {chosenAt(view, level) === null ? null : (
          <button type="button" onClick={() => clear()}>
            {words.clear}
          </button>
        )}
        <button type="button" className={styles.done} onClick={() => takeAreaTool(false)}>
          <Check aria-hidden /> {words.done}
        </button>
      </div>
      {problem === 'too many' && chosen !== null ? (
        <p role="alert" className={styles.wide}>
          {words.tooMany(formatExact(chosen.length, 'count'), levelNames(level)[1])}
          {coarser === null ? null : (
            <button type="button" onClick={() => change((before) => ({ ...before, level: coarser, territories: null }))}>
              {words.coarser(levelNames(coarser)[1])}
            </button>
          )}
        </p>
      ) : null}
      {isKeeping && corners !== null ? (
        <KeepTerritory
          corners={corners}
          level={level}
          onDone={(kept) => {
            setKeeping(false);
            setSaid(kept);
          }}
        />
      ) : (
        <Said text={problem === 'empty' ? words.none : said} hint={words[tool.shape === 'box' ? 'hintBox' : 'hintLasso']} />
      )}
    </section>
  );

  function clear(): void {
    areaStore.setState({ draft: null });
    change((before) => choosePlaces(before, level, []));
  }
}

/** What came of it, said to fingers, too; else how mouse and keys go about it. */
export function Said({ text, hint }: { readonly text: string; readonly hint: string }): JSX.Element {
  return (
    <p className={text === '' ? styles.hint : styles.wide} role="status">
      {text || hint}
    </p>
  );
}

interface ToldProps {
  readonly tool: AreaTool;
  readonly chosen: readonly string[] | null;
}

/** How many places, and what they come to: at once where the metric sums, else as the server answers. */
function Told({ tool: { places, draft }, chosen }: ToldProps): JSX.Element | null {
  const { height } = useView();
  const { unit, label, sums } = metricOf(useCatalog(), height);
  const asked = useRested(useAsked(), places, chosen);
  const { table, status } = useAnswer(asked);
  if (places === null) return null;
  const held = new Set(chosen ?? []);
  const isIn = (value: string | null) => value !== null && (chosen === null || held.has(value));
  const all = new Set(places.values.filter((value) => value !== null)).size;
  const isDrawing = draft?.step === 'drawing';
  const sum = places.values.reduce((total, value, slot) => total + (isIn(value) ? places.heights[slot] || 0 : 0), 0);
  const answered = table && status !== 'loading' ? metricValues(table, height)?.[0] : undefined;
  const value = sums && (isDrawing || answered === undefined) ? sum : answered;
  return (
    <output className={styles.told} aria-live="polite">
      <b>{say(AREA_TEXTS).count(formatExact(chosen?.length ?? all, 'count'), formatExact(all, 'count'), levelNames(places.level)[1])}</b>
      <span>
        {label} <b>{value === undefined ? '…' : formatShort(value, unit)}</b>
      </span>
    </output>
  );
}

/** While a hand draws, what is asked follows once it rests. */
const REST_MS = 250;

/** The question for the figure of the chosen places; null while nothing is known of them. */
function useRested(view: AskedView, places: AreaPlaces | null, chosen: readonly string[] | null): Query | null {
  const level = places?.level ?? null;
  const [rested, rest] = useState({ level, chosen });
  useEffect(() => {
    const timer = setTimeout(() => rest({ level, chosen }), REST_MS);
    return () => clearTimeout(timer);
  }, [level, chosen]);
  // Values of another level say nothing of this one.
  if (level === null || rested.level !== level || rested.chosen?.length === 0) return null;
  return totalQuery(choosePlaces(view, level, rested.chosen ?? []));
}

/** Escape takes back what is being drawn, then lays the tool down, until the undo is called. */
export function followEscapeKey(target: EventTarget): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (!isEscape(event)) return;
    const { draft } = areaStore.getState();
    if (draft?.step === 'drawing') areaStore.setState({ draft: null });
    else takeAreaTool(false);
    event.preventDefault();
  };
  target.addEventListener('keydown', onKey as EventListener);
  return () => target.removeEventListener('keydown', onKey as EventListener);
}
