/** Flows as arcs along the great circle: faint where they come from, bright where they go, as wide as their value. */
import type { Layer } from '@deck.gl/core';
import { ArcLayer } from '@deck.gl/layers';
import { toRgb } from '../model/colour.ts';
import { FLOW_RISE, type Flow, flowColour, flowEndName, flowWidth, readFlows, wayPoint } from '../model/flows.ts';
import { formatValue } from '../model/format.ts';
import type { LngLat } from '../model/layout.ts';
import { facing, toGlobe, toScreen } from '../model/projection.ts';
import { createPalette } from '../model/scale.ts';
import { distanceToSegment } from '../model/simplify.ts';
import { chrome, type Theme } from '../model/tokens.ts';
import { deskScale } from '../ui/useSize.ts';
import type { MapContext, MapPart, PartHit } from './mapPart.ts';
import type { MapEvents, MapScene } from './mapScene.ts';

interface Arc {
  readonly flow: Flow;
  readonly from: LngLat;
  readonly to: LngLat;
  readonly width: number;
  readonly colour: readonly [number, number, number];
}

const SOURCE_ALPHA = 60;
const TARGET_ALPHA = 245;
const HOVERED_SOURCE_ALPHA = 160;
/** A rim of the ground's colour lifts an arc off tinted land and off columns of its own colour. */
const RIM = { pixels: 2, sourceAlpha: 30, targetAlpha: 150 } as const;
/** Pieces of an arc that the pointer is held against, and how near it must be. */
const PIECES = 28;
const PICK_PIXELS = 6;
/** A piece this far past the limb is behind the globe. */
const BEHIND = -0.02;

export function createFlowsPart({ geography, scene, events, screen, schedule }: MapContext): MapPart {
  let arcs: readonly Arc[] = [];
  let hovered: string | null = null;
  let isGone = false;

  function build({ flows, height, colour, theme, stale }: MapScene): void {
    if (flows === null) {
      arcs = [];
      return;
    }
    const picture = readFlows(flows, height.metric, colour.metric);
    const palette = createPalette({ theme, colour, stale, largest: picture.largestColour });
    const missing: Flow[] = [];
    arcs = picture.flows.flatMap((flow): Arc[] => {
      const [from, to] = [geography.factsOf(flow.from)?.anchor, geography.factsOf(flow.to)?.anchor];
      if (!from || !to) {
        missing.push(flow);
        return [];
      }
      const colour = flowColour(palette, theme, flow, stale);
      return [{ flow, from, to, width: flowWidth(flow.value, picture.largest), colour }];
    });
    if (missing.length > 0) void learn(missing);
  }

  async function learn(missing: readonly Flow[]): Promise<void> {
    const ends = missing.flatMap(({ from, to }) => [from, to]).filter((place) => !geography.factsOf(place));
    await Promise.all(ends.map((place) => geography.learn(place).catch(() => null)));
    if (isGone || !ends.some((place) => geography.factsOf(place))) return;
    build(scene());
    schedule();
  }

  function pick(x: number, y: number): PartHit | null {
    const projection = screen.projection();
    const scale = deskScale();
    let [best, nearest]: [Arc | null, number] = [null, PICK_PIXELS];
    for (const arc of arcs) {
      let before: readonly [number, number] | null = null;
      for (let piece = 0; piece <= PIECES; piece++) {
        const { longitude, latitude, metres } = wayPoint(arc.from, arc.to, piece / PIECES);
        const point = toGlobe(longitude, latitude, metres);
        const isNear = facing(projection, point) > BEHIND;
        const at: readonly [number, number] | null = isNear ? toPixels(toScreen(projection, point)) : null;
        if (before && at) {
          const distance = distanceToSegment([x, y], before, at) - (arc.width * scale) / 2;
          if (distance < nearest) [best, nearest] = [arc, distance];
        }
        before = at;
      }
    }
    return best && hitOf(best, scene(), events);
  }

  return {
    update(next, before) {
      const names = ['flows', 'height', 'colour', 'theme', 'stale'] as const;
      if (before === null || names.some((name) => next[name] !== before[name])) build(next);
    },
    pick,
    point(hit) {
      const key = hit?.key ?? null;
      if (key === hovered) return;
      hovered = key;
      schedule();
    },
    air: ({ theme }) => (arcs.length === 0 ? [] : [rimLayer(arcs, theme), arcLayer(arcs, hovered)]),
    probe: () => ({ flows: arcs.map(({ flow, from, to }) => ({ from: flow.from.id, to: flow.to.id, ...middleOf(from, to, screen) })) }),
    dispose() {
      isGone = true;
    },
  };
}

const ARC = {
  greatCircle: true,
  numSegments: 48,
  getSourcePosition: ({ from }: Arc): [number, number] => [from[0], from[1]],
  getTargetPosition: ({ to }: Arc): [number, number] => [to[0], to[1]],
  getHeight: FLOW_RISE,
  widthUnits: 'pixels',
  parameters: { cullMode: 'none', depthWriteEnabled: false },
} as const;

function rimLayer(arcs: readonly Arc[], theme: Theme): Layer {
  const [red, green, blue] = toRgb(chrome(theme).bg);
  return new ArcLayer<Arc>({
    ...ARC,
    id: 'flows-rim',
    data: arcs,
    getWidth: ({ width }) => width + RIM.pixels,
    getSourceColor: [red, green, blue, RIM.sourceAlpha],
    getTargetColor: [red, green, blue, RIM.targetAlpha],
    widthScale: deskScale(),
    updateTriggers: { getSourceColor: theme, getTargetColor: theme },
  });
}

function arcLayer(arcs: readonly Arc[], hovered: string | null): Layer {
  return new ArcLayer<Arc>({
    ...ARC,
    id: 'flows',
    data: arcs,
    getWidth: ({ flow, width }) => (flow.key === hovered ? width + 1.5 : width),
    getSourceColor: ({ flow, colour }) => [...colour, flow.key === hovered ? HOVERED_SOURCE_ALPHA : SOURCE_ALPHA],
    getTargetColor: ({ colour }) => [...colour, TARGET_ALPHA],
    // As wide as in the legend, which grows with a wall's screen.
    widthScale: deskScale(),
    updateTriggers: { getWidth: hovered, getSourceColor: hovered },
  });
}

function hitOf({ flow, colour }: Arc, { flows: table, height, colour: measure }: MapScene, { onFlow }: MapEvents): PartHit {
  const name = table ? `${flowEndName(table, flow.from)} → ${flowEndName(table, flow.to)}` : flow.key;
  const width = { label: height.label, figure: formatValue(flow.value, height.unit), swatch: null };
  const shade = { label: measure.label, figure: formatValue(flow.colour, measure.unit), swatch: colour };
  const rows = measure.metric === height.metric ? [{ ...width, swatch: colour }] : [width, shade];
  return { key: flow.key, content: { name, rows, note: '' }, press: () => onFlow(flow) };
}

function middleOf(from: LngLat, to: LngLat, screen: MapContext['screen']): { readonly x: number; readonly y: number } {
  const { longitude, latitude, metres } = wayPoint(from, to, 0.5);
  const [x, y] = toScreen(screen.projection(), toGlobe(longitude, latitude, metres));
  return { x, y };
}

function toPixels([x, y]: readonly [number, number, number]): readonly [number, number] {
  return [x, y];
}
