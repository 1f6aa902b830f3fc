/** What the scene of the segments is told to show, from what was answered and chosen. */
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Padding } from '../model/camera.ts';
import { toHex } from '../model/colour.ts';
import type { Frame } from '../model/ecosystem/labelPlaces.ts';
import { satisfactionColour, satisfactionText } from '../model/ecosystem/look.ts';
import { axisTitle } from '../model/landscape/axisTitles.ts';
import { chosenPeople, chosenRules, toRule } from '../model/landscape/choosing.ts';
import { dueX, LAND, standX, standZ, toGround } from '../model/landscape/land.ts';
import { namedAt, toldGround } from '../model/landscape/landByRegions.ts';
import { axisTicks, type HeldScale, heightMarks, holdScale } from '../model/landscape/landScale.ts';
import { tintOf } from '../model/landscape/landscapeQueries.ts';
import { csatOfRegion, regionWords } from '../model/landscape/landscapeWords.ts';
import { type KeyedPoints, toPoints, typicalValue } from '../model/landscape/points.ts';
import { type Outline, outlineOf } from '../model/landscape/regions.ts';
import { spread, squaresPerCell } from '../model/landscape/terrain.ts';
import { NO_TINTS, regionTints } from '../model/landscape/tints.ts';
import { smoothed } from '../model/outline.ts';
import { isFlat } from '../model/viewState.ts';
import { seamsOf } from '../model/wall/seams.ts';
import { fromWallSearch } from '../model/wall/wallAddress.ts';
import type { TickLabel } from '../scene/landscapeLabels.ts';
import type { LandscapePicture } from '../scene/landscapeStage.ts';
import { isCalm } from '../ui/calm.ts';
import { useCatalog } from '../ui/catalogContext.ts';
import { isWall } from '../ui/display.ts';
import type { HeadRoom } from '../ui/pictureRoom.ts';
import { segmentsStore } from '../ui/segments/segmentsStore.ts';
import type { ShownLandscape } from '../ui/segments/useLandscape.ts';
import { useView } from '../ui/viewStore.ts';

/** What the headline takes of the free part at least, pixels. */
const HEAD_PX = 46;
const CLEAR_PX = 8;
/** The land stands below a headline that takes so much of the width, else beside it. */
const WIDE_HEAD = 0.62;
/** Places that a border or an outline takes on each of its corners. */
const DENSE = 24;

export function useLandscapePicture(answered: ShownLandscape, padding: Padding, isPlain: boolean): LandscapePicture {
  const view = useView();
  const { currency } = useCatalog();
  const { head, legendPx, rescaled } = useStore(segmentsStore);
  const told = useMemo(() => toldGround(answered.landscape), [answered]);
  const shown = useMemo(() => ({ ...answered, landscape: { ...answered.landscape, ground: told.ground } }), [answered, told]);
  const { landscape, saved } = shown;
  const { header } = landscape;
  const { theme } = view;
  const ground = useMemo(() => toGround(header.x, header.z), [header]);
  const { scale, typical } = useScale(shown, rescaled);
  const tint = tintOf(view);
  const before = useRef<{ readonly axes: string; readonly points: KeyedPoints } | null>(null);
  const points = useMemo(() => {
    const axes = JSON.stringify([header.x, header.z]);
    const known = before.current?.axes === axes ? before.current.points : null;
    const next = toPoints(landscape, { ground, tint, theme, typical }, known);
    before.current = { axes, points: next };
    return next;
  }, [landscape, header, ground, tint, theme, typical]);

  const { where } = view;
  const rules = useMemo(() => chosenRules({ where }), [where]);
  const chosen = useMemo(() => chosenPeople({ where }), [where]);
  const regions = useMemo(
    () =>
      header.regions.flatMap((region) => {
        const at = namedAt(region, header, told.isBlocks);
        if (at === null || region.people === 0) return [];
        const csat = csatOfRegion(region);
        const isChosen = rules.includes(region.rule);
        return [
          {
            rule: region.rule,
            ...regionWords(region, currency, saved),
            colour: toHex(satisfactionText(csat ?? 0, region.answers, theme)),
            isChosen,
            light: chosen.length === 0 || isChosen ? 1 : 0,
            priority: (isChosen ? 1e12 : 0) + region.revenue + 1,
            x: at[0],
            z: at[1],
          },
        ];
      }),
    [header, told, currency, saved, theme, rules, chosen],
  );
  const axes = useMemo(() => {
    const [x, z] = [axisTicks(header.x, currency), axisTicks(header.z, currency)];
    const marks = heightMarks(scale, header.height === 'customers' ? 'count' : currency);
    const ticks: TickLabel[] = [
      ...x.map(({ at, text }) => ({ text, kind: 'x' as const, x: standX(ground, at), y: 0, z: LAND.depth / 2 + 0.55 })),
      ...z.map(({ at, text }) => ({ text, kind: 'z' as const, x: LAND.width / 2, y: 0, z: standZ(ground, at) })),
      ...marks.map(({ value, text }, at) => ({
        text,
        kind: at + 1 === marks.length ? ('top' as const) : ('post' as const),
        ...{ x: -LAND.width / 2, y: value * scale.factor, z: -LAND.depth / 2 },
      })),
    ];
    const inside = (at: number, size: number) => Math.abs(at) < size / 2 - 0.02;
    const lines = {
      x: x.map(({ at }) => standX(ground, at)).filter((at) => inside(at, LAND.width)),
      z: z.map(({ at }) => standZ(ground, at)).filter((at) => inside(at, LAND.depth)),
    };
    return { ticks, lines, post: { top: scale.top * scale.factor, marks: marks.map(({ value }) => value * scale.factor) } };
  }, [header, currency, ground, scale]);
  const outlines = useMemo(() => {
    const steps = header.steps;
    const of = (rule: string): Outline | null => {
      const read = toRule(rule);
      return read && outlineOf(read, steps, ground);
    };
    const dense = (rule: string) => {
      const outline = of(rule);
      if (outline === null) return [];
      return [rule.startsWith('lasso') ? smoothed(outline, 6) : densified(outline)];
    };
    return {
      borders: header.regions.filter(({ people }) => people > 0).flatMap(({ rule }) => dense(rule)),
      chosen: rules.flatMap(dense),
    };
  }, [header, ground, rules]);
  const tints = useMemo(() => {
    if (points.count > 0) return NO_TINTS;
    const tinted = header.regions.flatMap((region) => {
      const rule = toRule(region.rule);
      const outline = rule && outlineOf(rule, header.steps, ground);
      const csat = csatOfRegion(region);
      return outline === null ? [] : [{ outline, colour: csat === null ? null : satisfactionColour(csat, region.answers, theme) }];
    });
    return regionTints(tinted, ground);
  }, [points.count, header, ground, theme]);
  const due = dueX(ground);
  const room = useMemo(
    () => ({ ...padding, top: padding.top + headPx(head, padding), bottom: padding.bottom + legendPx + CLEAR_PX }),
    [padding, head, legendPx],
  );
  return useMemo(
    () => ({
      ...{ landscape, ground, points, tints, theme, regions, due, chosen },
      perCell: scale.factor * squaresPerCell(ground),
      ...axes,
      borders: outlines.borders,
      outlines: outlines.chosen,
      titles: [axisTitle(header.x.measure), axisTitle(header.z.measure)] as const,
      padding: room,
      // No legend stands below the land of a wall: ticks and the name of their axis have the place.
      labelPadding: isWall() ? padding : { ...padding, bottom: room.bottom },
      obstacles: [...head.lines.map(({ width, bottom }) => headFrame(padding, width, bottom)), ...seams()],
      flat: isFlat(view, isCalm()),
      calm: isPlain || isCalm(),
    }),
    [landscape, ground, points, tints, theme, regions, due, chosen, scale, axes, outlines, header, room, padding, head, view, isPlain],
  );
}

interface Measured extends HeldScale {
  readonly typical: number;
}

/** The scale holds still while only numbers move: it is measured for each question, and when somebody asks for it. */
function useScale({ landscape, key }: ShownLandscape, rescaled: number): Measured {
  const held = useRef<Measured | null>(null);
  const measured = useMemo(() => {
    const squares = squaresPerCell(toGround(landscape.header.x, landscape.header.z));
    const most = spread(landscape.ground).reduce((highest, value) => Math.max(highest, value), 0);
    const before = held.current;
    const next = holdScale(before, `${rescaled} ${key}`, most * squares);
    return before !== null && next === before ? before : { ...next, typical: typicalValue(landscape) };
  }, [landscape, key, rescaled]);
  useEffect(() => {
    held.current = measured;
  }, [measured]);
  return measured;
}

function headFrame({ left, top }: Padding, width: number, bottom: number): Frame {
  return { left, top, right: left + width + CLEAR_PX, bottom: top + bottom + CLEAR_PX };
}

/** Where the screens of a wall meet: no text stands across. */
export function seams(): readonly Frame[] {
  const screens = isWall() ? fromWallSearch(window.location.search).screen.of : 1;
  return seamsOf(screens, { width: window.innerWidth, height: window.innerHeight });
}

/** How far the land stands from the top of the free part, pixels. */
function headPx({ height, lines }: HeadRoom, { left, right }: Padding): number {
  const widest = lines.reduce((most, { width }) => Math.max(most, width), 0);
  return widest > WIDE_HEAD * (window.innerWidth - left - right) ? Math.max(HEAD_PX, height) : HEAD_PX;
}

/** Straight sides with enough places to lie on the land. */
function densified(outline: Outline): number[] {
  const places: number[] = [];
  for (let at = 0; at < outline.length; at += 2) {
    const next = (at + 2) % outline.length;
    for (let step = 0; step < DENSE; step++) {
      const share = step / DENSE;
      places.push(
        (outline[at] as number) * (1 - share) + (outline[next] as number) * share,
        (outline[at + 1] as number) * (1 - share) + (outline[next + 1] as number) * share,
      );
    }
  }
  return places;
}
