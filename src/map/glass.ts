/** The plan as glass: shells around columns and raised areas, rings around bubbles; what has no size has no glass. */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { glassOf, NO_GLASS } from '../model/glass.ts';
import { AREA_HEIGHT, circlePixels, drawnShape } from '../model/shape.ts';
import type { Theme } from '../model/tokens.ts';
import { GlassLayer } from './glassLayer.ts';
import { createGlassMotion, type StandingGlass } from './glassMotion.ts';
import { GROUND_PARAMETERS, toDeckOpacity } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';
import { createRadii } from './radii.ts';
import type { SolidSet } from './solidSets.ts';

/** On a raised area the shell is a slim one at its middle. */
const POST_RADII = 0.7;
const RING_PIXELS = 1.75;
const RING: Readonly<Record<Theme, readonly [number, number, number, number]>> = { dark: [214, 228, 255, 225], light: [26, 40, 70, 210] };
const OVER = { depthWriteEnabled: false, cullMode: 'none' } as const;

/** Reads the column `plan` of the answer that is shown; without it there is no glass. */
export function createGlassPart({ scene, sets, isCalm }: MapContext): MapPart {
  const motion = createGlassMotion();
  const radiiOf = createRadii();
  let glass = NO_GLASS;

  function shells({ theme, size }: MapFrame, set: SolidSet, { count, positions, plans, fills }: StandingGlass, isPost: boolean): Layer {
    return new GlassLayer({
      id: isPost ? 'glass-posts' : 'glass',
      data: { length: count, attributes: { getPosition: positions, getPlan: plans, getFill: fills } },
      radius: size.radiusMetres * (isPost ? POST_RADII : 1),
      elevationScale: size.tallestMetres * (isPost ? AREA_HEIGHT : 1),
      isPost,
      theme,
      opacity: toDeckOpacity(set.opacity),
      parameters: OVER,
    });
  }

  function rings({ theme, pixelMetres }: MapFrame, { layout }: SolidSet, { count, positions, plans }: StandingGlass): Layer {
    return new ScatterplotLayer({
      id: 'glass-rings',
      data: { length: count, attributes: { getPosition: positions, getRadius: radiiOf(plans) } },
      radiusScale: circlePixels('bubbles', layout.level) * pixelMetres,
      getRadius: 1,
      filled: false,
      stroked: true,
      getLineColor: [...RING[theme]],
      lineWidthUnits: 'pixels',
      getLineWidth: RING_PIXELS,
      billboard: false,
      parameters: GROUND_PARAMETERS,
      updateTriggers: { getLineColor: theme },
    });
  }

  /** What leaves has no glass, and what is still on its way to its place none yet. */
  function drawn({ sets: all, shape }: MapFrame) {
    const set = all.at(-1);
    if (glass.count === 0 || set === undefined || set.emerged < 1 || set.layout !== sets.picture()?.layout) return null;
    return { set, form: drawnShape(shape, set.layout.level), standing: motion.standing(glass, set) };
  }

  return {
    show({ after, nowMs, before }) {
      const { table, scale } = scene();
      glass = table ? glassOf(after, table, scale, glass) : NO_GLASS;
      motion.aim(glass, nowMs, isCalm() || before?.layout !== after.layout);
    },
    step: (nowMs) => motion.step(nowMs),
    crowns: () => {
      const picture = sets.picture();
      const isTall = picture !== null && ['columns', 'areas'].includes(drawnShape(scene().shape, picture.layout.level));
      return glass.count > 0 && isTall ? motion.crowns(glass, sets.glide().shares) : null;
    },
    over(frame) {
      const found = drawn(frame);
      if (found === null) return [];
      const { set, form, standing } = found;
      if (form === 'bubbles') return [rings(frame, set, standing)];
      return form === 'columns' || form === 'areas' ? [shells(frame, set, standing, form === 'areas')] : [];
    },
    probe: () => ({
      glass: {
        ids: Array.from(glass.slots, (slot) => sets.picture()?.layout.places[slot]?.id ?? ''),
        plans: [...motion.plans()],
        fills: [...glass.fills.value],
      },
    }),
  };
}
