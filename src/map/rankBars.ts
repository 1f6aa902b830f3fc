/** Lays the columns of the map down as a ranked list, each as the bar of its own place, and stands them up again. */
import './rankBars.css';
import { boundsOf } from '../model/bounds.ts';
import { MARK } from '../model/columns.ts';
import { formatInterval, formatShare, formatShort, formatValue } from '../model/format.ts';
import { say, texts } from '../model/language.ts';
import { CERTAIN_FROM } from '../model/measure.ts';
import { attainedOf, PLAN } from '../model/plan.ts';
import { type Ranking, type RankRow, rankKey, rankPlaces } from '../model/rankBars.ts';
import { placeName } from '../model/reading.ts';
import { measuredAt } from '../model/rows.ts';
import { heightShare } from '../model/scale.ts';
import { drawnTable } from '../model/shrink.ts';
import { MOTION } from '../model/tokens.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';
import { type Flyer, flightLasts, flyBars } from './rankFlight.ts';
import { createRankList, type RankList, type RankText } from './rankList.ts';

const TEXTS = texts({
  en: {
    title: (metric: string) => `${metric}, ranked`,
    byLow: 'by the lower end of the 95 % interval',
    drawn: 'small samples drawn toward their parent',
    sqrt: 'lengths by the square root',
    empty: 'Nothing to rank: no place has a value in this view. Widen the window or take a filter away.',
    of: (rank: number, count: number) => `${rank} of ${count}`,
    ofPlan: (share: string) => `${share} of plan`,
  },
  pt: {
    title: (metric: string) => `${metric}, por posição`,
    byLow: 'pelo limite inferior do intervalo de 95%',
    drawn: 'amostras pequenas aproximadas ao lugar ao redor',
    sqrt: 'comprimentos pela raiz quadrada',
    empty: 'Nada a ordenar: nenhum lugar tem valor nesta vista. Amplie a janela ou retire um filtro.',
    of: (rank: number, count: number) => `${rank} de ${count}`,
    ofPlan: (share: string) => `${share} do plano`,
  },
  de: {
    title: (metric: string) => `${metric}, gereiht`,
    byLow: 'nach der unteren Grenze des 95-%-Intervalls',
    drawn: 'kleine Stichproben zum Ort ringsum gezogen',
    sqrt: 'Längen nach der Quadratwurzel',
    empty: 'Nichts zu reihen: Kein Ort hat in dieser Ansicht einen Wert. Weiten Sie das Zeitfenster, oder nehmen Sie einen Filter weg.',
    of: (rank: number, count: number) => `${rank} von ${count}`,
    ofPlan: (share: string) => `${share} vom Plan`,
  },
});

const NO_RANKING: Ranking = { rows: [], byLowerBound: false };
/** Columns fade for this long when they do not fly: those that stand far down the list. */
const FADE_MS = MOTION.levelOut;

export function createRankBarsPart(context: MapContext): MapPart {
  const { root, sets, scene, events, geography, screen, isCalm, schedule } = context;
  let list: RankList | null = null;
  let ranking = NO_RANKING;
  let endFlight = () => {};
  let isFlying = false;
  let fade = { fromMs: 0, from: 1, to: 1 };
  let opacity = 1;

  function rank(): void {
    const { table, shrink, height } = scene();
    const picture = sets.picture();
    ranking = picture && table ? rankPlaces(picture, drawnTable(table, shrink), height.metric) : NO_RANKING;
    list?.show(title(), ranking.rows.length);
    if (list) list.root.dataset.empty = table !== null && ranking.rows.length === 0 ? say(TEXTS).empty : '';
  }

  function title(): string {
    const words = say(TEXTS);
    const { height, shrink, scale } = scene();
    const said = [words.title(height.label), ranking.byLowerBound ? words.byLow : '', shrink && ranking.byLowerBound ? words.drawn : ''];
    return [...said, scale === 'sqrt' ? words.sqrt : ''].filter((part) => part !== '').join(' · ');
  }

  function rowAt(at: number): RankText {
    const row = ranking.rows[at] as RankRow;
    const { scale, height } = scene();
    const picture = sets.picture();
    const place = picture?.layout.places[row.slot];
    const name = place ? nameOf(row.slot) : '';
    const reference = picture?.reference ?? 0;
    const value = formatShort(row.value, height.unit);
    const hasInterval = !Number.isNaN(row.low);
    const within = (bound: number) => (bound > 0 ? heightShare(bound, reference, scale) : 0);
    const behind = behindOf(row);
    const { plan, attained } = planOf(row);
    const second = secondOf(row);
    return {
      key: place ? rankKey(place) : '',
      place: place?.id ?? '',
      rank: row.rank,
      name,
      share: picture?.shares[row.slot] ?? 0,
      colour: colourOf(row.slot),
      isUncertain: picture?.marks[row.slot] === MARK.uncertain,
      value,
      whisker: hasInterval && reference > 0 ? { low: within(row.low), high: within(row.high) } : null,
      plan,
      second,
      note: [attained, behind].filter(Boolean).join(' · '),
      spoken: [say(TEXTS).of(row.rank, ranking.rows.length), name, `${height.label} ${value}`, attained, second, behind]
        .filter(Boolean)
        .join(', '),
    };
  }

  /** Where the row of a key stands now, -1 where it is gone. */
  function atOf(key: string): number {
    const places = sets.picture()?.layout.places ?? [];
    return ranking.rows.findIndex(({ slot }) => {
      const place = places[slot];
      return place !== undefined && rankKey(place) === key;
    });
  }

  /** The interval and the number of answers of the height metric, else of the colour metric. */
  function behindOf(row: RankRow): string {
    const { height, colour } = scene();
    const measured = Number.isNaN(row.n) ? colourOfRow(row) : row;
    const { n } = measured;
    if (Number.isNaN(n)) return '';
    const { low, high } = boundsOf(measured);
    const unit = Number.isNaN(row.n) ? colour.unit : height.unit;
    return [formatInterval(low, high, unit), `n ${formatValue(n, 'count')}${n < CERTAIN_FROM ? ' ?' : ''}`].filter(Boolean).join(' · ');
  }

  /** How far its glass reaches, and in words how much of it is there. */
  function planOf({ slot, value }: RankRow): { readonly plan: number | null; readonly attained: string } {
    const { table, scale } = scene();
    const picture = sets.picture();
    const planned = table ? measuredAt(table, PLAN, picture?.laid.rows[slot] ?? Number.MAX_SAFE_INTEGER).value : Number.NaN;
    if (!(planned > 0) || picture === null) return { plan: null, attained: '' };
    const attained = say(TEXTS).ofPlan(formatShare(attainedOf(value, planned) / 100));
    return { plan: heightShare(planned, picture.reference, scale), attained };
  }

  function secondOf(row: RankRow): string {
    const { height, colour } = scene();
    return height.metric === colour.metric ? '' : `${colour.label} ${formatShort(colourOfRow(row).value, colour.unit)}`;
  }

  function colourOfRow({ slot }: RankRow) {
    const { table, shrink, colour } = scene();
    const at = sets.picture()?.laid.rows[slot] ?? -1;
    return measuredAt(table && drawnTable(table, shrink), colour.metric, at < 0 ? Number.MAX_SAFE_INTEGER : at);
  }

  function nameOf(slot: number): string {
    const place = sets.picture()?.layout.places[slot];
    const { table } = scene();
    if (!place) return '';
    const told = table ? placeName(table, place) : place.id;
    return told === place.id ? (geography.factsOf(place)?.name ?? told) : told;
  }

  function colourOf(slot: number): string {
    const colours = sets.picture()?.colours;
    return `rgb(${colours?.[slot * 4] ?? 0} ${colours?.[slot * 4 + 1] ?? 0} ${colours?.[slot * 4 + 2] ?? 0})`;
  }

  /** A bar in the air for each row in sight. */
  function flyers(shown: RankList): readonly Flyer[] {
    const seen = shown.seen();
    const stands = screen.columns(seen.map(({ at }) => (ranking.rows[at] as RankRow).slot));
    const box = root.getBoundingClientRect();
    const pick = (values: Float32Array, at: number) => values[at] as number;
    return seen.flatMap(({ at, bar }, index) => {
      if (bar.width === 0) return [];
      const lie = { left: bar.left - box.left, top: bar.top - box.top, width: bar.width, height: bar.height };
      const stand = {
        footX: pick(stands.footX, index),
        footY: pick(stands.footY, index),
        capX: pick(stands.capX, index),
        capY: pick(stands.capY, index),
        radius: pick(stands.radius, index),
        isSeen: pick(stands.facing, index) > 0,
      };
      return [{ lie, stand, colour: colourOf((ranking.rows[at] as RankRow).slot) }];
    });
  }

  function fly(direction: 'down' | 'up', onLanded: () => void): void {
    endFlight();
    isFlying = true;
    if (list === null || isCalm()) land(onLanded);
    else endFlight = flyBars(root, flyers(list), direction, () => land(onLanded));
  }

  function land(onLanded: () => void): void {
    isFlying = false;
    endFlight = () => {};
    onLanded();
    schedule();
  }

  function open(): void {
    list ??= createRankList(root, {
      rowAt,
      atOf,
      onPick: (at) => events.onSelect(sets.picture()?.layout.places[(ranking.rows[at] as RankRow).slot] ?? null),
    });
    const made = list;
    fillFree();
    rank();
    root.classList.add('ranked');
    made.root.classList.add('flying');
    fly('down', () => made.root.classList.remove('flying'));
    fadeTo(0);
    if (document.activeElement === document.body || root.contains(document.activeElement)) made.focus();
  }

  function close(): void {
    const closing = list;
    if (closing === null) return;
    closing.root.classList.add('flying');
    root.classList.remove('ranked');
    fadeTo(1, isCalm() ? 0 : flightLasts(ranking.rows.length) - FADE_MS);
    fly('up', () => {
      closing.dispose();
      if (list === closing) list = null;
    });
  }

  function fadeTo(to: number, waitMs = 0): void {
    fade = { fromMs: performance.now() + waitMs, from: opacity, to };
    schedule();
  }

  function fillFree(): void {
    if (list === null) return;
    const { top, right, bottom, left } = scene().padding;
    Object.assign(list.root.style, { top: `${top}px`, right: `${right}px`, bottom: `${bottom}px`, left: `${left}px` });
  }

  return {
    update(next, before) {
      fillFree();
      const isOpen = root.classList.contains('ranked');
      if (next.ranked && !isOpen) open();
      else if (!next.ranked && isOpen) close();
      else if (isOpen && before?.height !== next.height) rank();
    },
    show: () => {
      if (list) rank();
    },
    step(nowMs) {
      const progress = isCalm() ? 1 : Math.min(1, Math.max(0, (nowMs - fade.fromMs) / FADE_MS));
      opacity = fade.from + (fade.to - fade.from) * progress;
      return progress < 1 || isFlying;
    },
    adjust: (frame: MapFrame) =>
      opacity === 1 ? frame : { ...frame, sets: frame.sets.map((set) => ({ ...set, opacity: set.opacity * opacity })) },
    probe: () => ({ ranked: scene().ranked, isFlying }),
    dispose() {
      endFlight();
      list?.dispose();
    },
  };
}
