/** Hexagonal prisms with the true corners of their H3 cells: heights and colours change alone, corners are sent once a layout. */
import { type DefaultProps, Layer, type LayerProps, picking, project32 } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { Theme } from '../model/tokens.ts';

interface HexagonProps {
  /** Share of the way from the middle to the corners that is filled. */
  readonly coverage?: number;
  /** Metres of elevation 1; 0 draws flat tiles. */
  readonly elevationScale?: number;
  readonly theme?: Theme;
}

/** Attributes in `data.attributes`: `getPosition`, `getElevation`, `getFillColor`, and `getCorners0`, `getCorners1`, `getCorners2`, each two corners as metres east and north. */
export type HexagonLayerProps = LayerProps & HexagonProps;

/** How the sides are lit; caps have their colour. Light comes from the local south-west, as on columns. */
const SIDES: Readonly<Record<Theme, { readonly base: number; readonly side: number; readonly foot: number }>> = {
  dark: { base: 0.64, side: 0.16, foot: 0.42 },
  light: { base: 0.8, side: 0.1, foot: 0.7 },
};

const UNIFORMS = `layout(std140) uniform hexagonUniforms {
  float coverage;
  float elevationScale;
  float base;
  float side;
  float foot;
} hexagon;
`;
const MODULE = {
  name: 'hexagon',
  vs: UNIFORMS,
  uniformTypes: { coverage: 'f32', elevationScale: 'f32', base: 'f32', side: 'f32', foot: 'f32' },
} as const;

/** `positions` is (corner 0-5, share of the height, face 0-5 or -1 for the cap). */
const VERTEX = `#version 300 es
#define SHADER_NAME hexagon-layer-vertex-shader
in vec3 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instanceElevations;
in vec4 instanceFillColors;
in vec4 instanceCorners0;
in vec4 instanceCorners1;
in vec4 instanceCorners2;
out vec4 vColor;

vec2 cornerOf(float index) {
  float corner = mod(index, 6.0);
  vec4 pair = corner < 2.0 ? instanceCorners0 : corner < 4.0 ? instanceCorners1 : instanceCorners2;
  return mod(corner, 2.0) < 0.5 ? pair.xy : pair.zw;
}

void main(void) {
  geometry.worldPosition = instancePositions;
  geometry.pickingColor = picking_getPickingColorFromInstanceID();
  float shown = float(instanceFillColors.a > 0.0 && instanceElevations >= 0.0);
  vec2 offset = project_size(cornerOf(positions.x) * hexagon.coverage * shown);
  vec3 centre = vec3(instancePositions.xy, instancePositions.z + instanceElevations * positions.y * hexagon.elevationScale);
  vec3 size = vec3(offset, 0.0);
  DECKGL_FILTER_SIZE(size, geometry);
  gl_Position = project_position_to_clipspace(centre, instancePositions64Low, size, geometry.position);
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
  vec3 lit = instanceFillColors.rgb;
  if (positions.z >= 0.0) {
    vec2 along = cornerOf(positions.z + 1.0) - cornerOf(positions.z);
    float toLight = dot(normalize(vec2(along.y, -along.x) + vec2(1e-5)), normalize(vec2(-0.72, -0.69)));
    lit *= (hexagon.base + hexagon.side * toLight) * mix(hexagon.foot, 1.0, positions.y);
  }
  vColor = vec4(lit, instanceFillColors.a * layer.opacity);
  DECKGL_FILTER_COLOR(vColor, geometry);
}
`;
const FRAGMENT = `#version 300 es
#define SHADER_NAME hexagon-layer-fragment-shader
precision highp float;
in vec4 vColor;
out vec4 fragColor;
void main(void) {
  fragColor = vColor;
  geometry.uv = vec2(0.);
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;

const CAP = [0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5].flatMap((corner) => [corner, 1, -1]);
const FACES = [0, 1, 2, 3, 4, 5].flatMap((face) => {
  const [left, right] = [face, (face + 1) % 6];
  const corners = [
    [left, 0],
    [right, 0],
    [right, 1],
    [left, 0],
    [right, 1],
    [left, 1],
  ] as const;
  return corners.flatMap(([corner, height]) => [corner, height, face]);
});
const VERTICES = new Float32Array([...FACES, ...CAP]);

const defaultProps: DefaultProps<HexagonLayerProps> = {
  coverage: 0.84,
  elevationScale: 1,
  theme: 'dark',
  getPosition: { type: 'accessor', value: [0, 0, 0] },
  getElevation: { type: 'accessor', value: 0 },
  getFillColor: { type: 'accessor', value: [0, 0, 0, 255] },
  getCorners0: { type: 'accessor', value: [0, 0, 0, 0] },
  getCorners1: { type: 'accessor', value: [0, 0, 0, 0] },
  getCorners2: { type: 'accessor', value: [0, 0, 0, 0] },
} as DefaultProps<HexagonLayerProps>;

export class HexagonLayer extends Layer<HexagonProps> {
  static override layerName = 'HexagonLayer';
  static override defaultProps = defaultProps;
  declare state: { model?: Model };

  override getShaders() {
    return super.getShaders({ vs: VERTEX, fs: FRAGMENT, modules: [project32, picking, MODULE] });
  }

  override initializeState(): void {
    const corners = (accessor: string) => ({ size: 4, accessor }) as const;
    this.getAttributeManager()?.addInstanced({
      instancePositions: { size: 3, type: 'float64', fp64: this.use64bitPositions(), accessor: 'getPosition' },
      instanceElevations: { size: 1, accessor: 'getElevation' },
      instanceFillColors: { size: 4, type: 'unorm8', accessor: 'getFillColor' },
      instanceCorners0: corners('getCorners0'),
      instanceCorners1: corners('getCorners1'),
      instanceCorners2: corners('getCorners2'),
    });
  }

  override updateState(params: Parameters<Layer<HexagonProps>['updateState']>[0]): void {
    super.updateState(params);
    if (!params.changeFlags.extensionsChanged) return;
    this.state.model?.destroy();
    this.setState({ model: this.createModel() });
    this.getAttributeManager()?.invalidateAll();
  }

  private createModel(): Model {
    return new Model(this.context.device, {
      ...this.getShaders(),
      id: this.props.id,
      bufferLayout: this.getAttributeManager()?.getBufferLayouts() ?? [],
      geometry: new Geometry({ topology: 'triangle-list', attributes: { positions: { size: 3, value: VERTICES } } }),
      isInstanced: true,
    });
  }

  override draw(): void {
    const { coverage = 0.84, elevationScale = 1, theme = 'dark' } = this.props;
    const { model } = this.state;
    model?.shaderInputs.setProps({ hexagon: { coverage, elevationScale, ...SIDES[theme] } });
    model?.draw(this.context.renderPass);
  }
}
