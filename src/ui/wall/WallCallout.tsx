/** One place in words, over empty water: what is measured there, how it differs from what lies around it, and a line that leads to it. */
import { type JSX, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAnswer } from '../../live/useAnswer.ts';
import { changeOf, changeText, isRate, isSignificant } from '../../model/change.ts';
import { toHex } from '../../model/colour.ts';
import { viewBefore } from '../../model/compare.ts';
import { formatExact, formatParts } from '../../model/format.ts';
import { languageNow, localeNow } from '../../model/language.ts';
import type { PlaceRef } from '../../model/place.ts';
import { measuredAt } from '../../model/rows.ts';
import { createPalette } from '../../model/scale.ts';
import type { ViewState } from '../../model/viewState.ts';
import { figuresAbout, pointedQuery, wallFiguresQuery } from '../../model/wall/wallFigures.ts';
import { metricIds, metricOf, useCatalog } from '../catalogContext.ts';
import { useFittedMeasure } from '../colourFit.ts';
import { usePlaceName } from '../placeNames.ts';
import { useAsked } from '../useAsked.ts';
import { useServerNow } from '../useServerNow.ts';
import { useView } from '../viewStore.ts';
import styles from './callout.module.css';
import { pointedStore } from './pointedStore.ts';
import { besideWords, casesText, wallWords } from './wallTexts.ts';

/** Stands while the map points a place out. */
export function WallCallout(): JSX.Element | null {
  const about = figuresAbout(useView());
  const view = useAsked();
  return view.picture === 'map' && view.selected !== null ? <Callout key={about} view={view} place={view.selected} /> : null;
}

function Callout({ view, place }: { readonly view: ViewState; readonly place: PlaceRef }): JSX.Element {
  const catalog = useCatalog();
  const nameOf = usePlaceName();
  const words = wallWords();
  const known = metricIds(catalog);
  const metrics = [...new Set([view.colour, view.height])].filter((id) => known.includes(id));
  const nowMs = useServerNow(view.window.kind === 'last');
  const old = useMemo(() => viewBefore(view, catalog.timezone, nowMs), [view, catalog.timezone, nowMs]);
  const own = useAnswer(pointedQuery(view, metrics)).table;
  const around = useAnswer(wallFiguresQuery(view, metrics)).table;
  const before = useAnswer(old && pointedQuery(old, metrics));
  const head = metricOf(catalog, view.colour);
  const colour = useFittedMeasure(head);
  const measured = measuredAt(own, head.id, 0);
  const { text, suffix } = formatParts(measured.value, head.unit);
  const outer = view.focus && nameOf(view.focus);
  const beside = isRate(head.unit) ? besideText(measured.value, measuredAt(around, head.id, 0).value, head.unit, outer) : '';
  const isWithheld = own !== null && own.suppressed > 0;
  const palette = createPalette({ theme: view.theme, colour, largest: measured.value, stale: false });
  const sentences = metrics.flatMap((id) => {
    const metric = metricOf(catalog, id);
    const past = before.status === 'loading' ? Number.NaN : measuredAt(before.table, id, 0).value;
    const moved = changeOf(metric.unit, measuredAt(own, id, 0).value, past);
    const isChance = isSignificant(measuredAt(own, id, 0), measuredAt(before.table, id, 0)) === false;
    return Number.isFinite(moved) && !isChance ? [{ id, label: metric.label, text: changeText(metric.unit, moved) }] : [];
  });
  const ref = useRef<HTMLElement>(null);
  return (
    <>
      <Leader callout={ref} />
      <section ref={ref} className={styles.callout} data-place={place.id} data-over-map>
        <h2>
          {view.compare === 'none' ? (
            <i style={{ background: toHex(palette.solid({ value: measured.value, answers: measured.n })) }} aria-hidden />
          ) : null}
          {nameOf(place)}
        </h2>
        {isWithheld ? (
          <p className={styles.about}>{words.few}</p>
        ) : (
          <>
            <p className={styles.great}>
              {text}
              <small>{suffix === '' ? head.label : `${suffix} ${inSentence(head.label)}`}</small>
            </p>
            <p className={styles.about}>
              {beside === '' ? '' : `${beside}. `}
              {sentences.map(({ id, label, text: change }, at) => (
                <span key={id}>
                  {at === 0 ? label : `, ${inSentence(label)}`} <b>{change}</b>
                </span>
              ))}
              {sentences.length === 0 ? '' : ` ${view.compare === 'year' ? words.againstYear : words.againstBefore}. `}
              {Number.isFinite(measured.n) ? casesText(head.id, formatExact(measured.n, 'count')) : ''}
            </p>
          </>
        )}
      </section>
    </>
  );
}

/** A label within a sentence: small, except in the language that writes its nouns large. */
function inSentence(label: string): string {
  return languageNow() === 'de' ? label : label.charAt(0).toLocaleLowerCase(localeNow()) + label.slice(1);
}

/** How a rate lies to that around it; empty where either has no value. */
function besideText(own: number, around: number, unit: string | null, place: string | null): string {
  const difference = own - around;
  if (!Number.isFinite(difference)) return '';
  return besideWords(changeText(unit, Math.abs(difference)).replace(/^\+/, ''), difference, place);
}

/** How far names keep from the line to the column, in pixels of a screen of 2160 lines. */
const CLEAR = 12;

/** From the words to the column: level, then straight to its cap. */
function Leader({ callout }: { readonly callout: { readonly current: HTMLElement | null } }): JSX.Element | null {
  const cap = useStore(pointedStore, (state) => state.cap);
  const [from, setFrom] = useState<{ readonly x: number; readonly y: number } | null>(null);
  useEffect(() => {
    pointedStore.setState({ isWanted: true });
    return () => pointedStore.setState({ isWanted: false, cap: null });
  }, []);
  useLayoutEffect(() => {
    const { offsetLeft: x = 0, offsetTop: y = 0 } = callout.current ?? {};
    setFrom((before) => (before?.x === x && before.y === y ? before : { x, y }));
  });
  if (cap === null || from === null) return null;
  const unit = Math.min(window.innerHeight / 2160, window.innerWidth / 3840);
  const start = { x: from.x - 40 * unit, y: from.y + 42 * unit };
  const reach = Math.min(Math.abs(start.y - cap.y), Math.max(0, start.x - cap.x - 60 * unit));
  const elbow = { x: Math.min(start.x, cap.x + Math.max(80 * unit, reach)), y: start.y };
  return (
    <>
      <svg className={styles.leader} aria-hidden>
        <polyline points={`${start.x},${start.y} ${elbow.x},${elbow.y} ${cap.x},${cap.y}`} />
        <circle cx={cap.x} cy={cap.y} />
      </svg>
      {/* No name of a place is crossed by the line. */}
      <i
        className={styles.strip}
        style={{ left: elbow.x, top: start.y - CLEAR * unit, width: start.x - elbow.x, height: 2 * CLEAR * unit }}
        data-over-map
        aria-hidden
      />
    </>
  );
}
