/** Raised areas: countries and regions stand as high as their values, lit as the hexagons are. */
import { type Layer, LayerExtension } from '@deck.gl/core';
import { SolidPolygonLayer } from '@deck.gl/layers';
import { AREA_HEIGHT, drawnShape } from '../model/shape.ts';
import type { Theme } from '../model/tokens.ts';
import { type Area, areasOf } from './areaShapes.ts';
import { toDeckOpacity } from './mapLayers.ts';
import type { MapContext, MapFrame, MapPart } from './mapPart.ts';
import type { SolidSet } from './solidSets.ts';

const SIDES: Readonly<Record<Theme, string>> = { dark: shade(0.64, 0.16, 0.42), light: shade(0.8, 0.1, 0.7) };

function shade(base: number, side: number, foot: number): string {
  return `
  vColor.rgb = fillColors.rgb;
#ifdef IS_SIDE_VERTEX
  vec2 outward = vec2(pos.y - nextPos.y, nextPos.x - pos.x);
  float toLight = dot(normalize(outward + vec2(1e-9)), normalize(vec2(-0.72, -0.69)));
  vColor.rgb *= (${base.toFixed(2)} + ${side.toFixed(2)} * toLight) * mix(${foot.toFixed(2)}, 1.0, positions.y);
#endif
`;
}

/** One instance a theme: another one rebuilds the shader. */
class AreaShading extends LayerExtension {
  static override extensionName = 'AreaShading';
  readonly #code: string;

  constructor(theme: Theme) {
    super();
    this.#code = SIDES[theme];
  }

  override getShaders(this: Layer, extension: AreaShading): { inject: Record<string, string> } {
    return { inject: { 'vs:#main-end': extension.#code } };
  }

  override equals(extension: LayerExtension): boolean {
    return extension === this;
  }
}

const shadings = { dark: new AreaShading('dark'), light: new AreaShading('light') } as const;

export function createAreasPart({ geography }: MapContext): MapPart {
  const versionOf = createVersions();

  function raised({ theme, size }: MapFrame, set: SolidSet): Layer[] {
    const areas = areasOf(set.layout, geography);
    if (areas.length === 0) return [];
    const [shares, colours] = [set.elevations.value, set.colours.value];
    const layer = new SolidPolygonLayer<Area>({
      id: `areas-${set.id}`,
      data: areas,
      getPolygon: ({ polygon }) => polygon as [number, number][][],
      getElevation: ({ slot }) => shares[slot] as number,
      getFillColor: ({ slot }) => [
        colours[slot * 4] as number,
        colours[slot * 4 + 1] as number,
        colours[slot * 4 + 2] as number,
        colours[slot * 4 + 3] as number,
      ],
      elevationScale: size.tallestMetres * AREA_HEIGHT * set.opacity,
      extruded: true,
      opacity: toDeckOpacity(set.opacity),
      extensions: [shadings[theme]],
      updateTriggers: { getElevation: versionOf(set.elevations), getFillColor: versionOf(set.colours) },
    });
    return [layer];
  }

  return {
    solids: (frame) =>
      frame.sets.filter(({ layout }) => drawnShape(frame.shape, layout.level) === 'areas').flatMap((set) => raised(frame, set)),
  };
}

/** Numbers objects, because deck compares triggers by what is in them. */
function createVersions(): (of: object) => number {
  const versions = new WeakMap<object, number>();
  let count = 0;
  return (of) => {
    const version = versions.get(of) ?? ++count;
    versions.set(of, version);
    return version;
  };
}
