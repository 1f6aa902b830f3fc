/** Lights the columns the same on every side of the globe: bright cap, dark foot, light from the south-west, no light to aim. */
import { type Layer, LayerExtension } from '@deck.gl/core';
import { SOLID, type SolidTokens, type Theme } from '../model/tokens.ts';

/** GLSL wants a decimal point in every number. */
function glsl(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function shade(solid: SolidTokens): string {
  return `
  vec3 unlit = instanceFillColors.rgb;
  float towardLight = dot(normalize(normals.xy + vec2(1e-5)), normalize(vec2(-0.72, -0.69)));
  float upward = (positions.z + 1.0) / 2.0;
  vec3 side = unlit * (${glsl(solid.base)} + ${glsl(solid.side)} * towardLight) * mix(${glsl(solid.foot)}, 1.0, pow(upward, ${glsl(solid.footPower)}));
  vec3 cap = min(unlit * ${glsl(solid.capScale)} + ${glsl(solid.capLift)}, vec3(1.0));
  vColor.rgb = normals.z > 0.5 ? cap : side;`;
}

/** Replaces the lighting of a ColumnLayer; one instance a theme, kept, because a new one rebuilds the shader. */
class SolidShading extends LayerExtension {
  static override extensionName = 'SolidShading';
  readonly #code: string;

  constructor(theme: Theme) {
    super();
    this.#code = shade(SOLID[theme]);
  }

  override getShaders(this: Layer, extension: SolidShading): { inject: Record<string, string> } {
    return { inject: { 'vs:#main-end': extension.#code } };
  }

  override equals(extension: LayerExtension): boolean {
    return extension === this;
  }
}

const shadings = { dark: new SolidShading('dark'), light: new SolidShading('light') } as const;

/** The shading of a theme. */
export function solidShading(theme: Theme): LayerExtension {
  return shadings[theme];
}
