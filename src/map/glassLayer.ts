/**
 * Shells of glass around columns: open cylinders as tall as the plan. All have one colour and write no depth, so that it does not
 * matter in which order they are drawn; what stands hides what is behind it, and what is filled is clear.
 */
import { type DefaultProps, Layer, type LayerProps, picking, project32 } from '@deck.gl/core';
import { Geometry, Model } from '@luma.gl/engine';
import type { Theme } from '../model/tokens.ts';

interface GlassProps {
  /** Radius of the column inside, metres. */
  readonly radius?: number;
  /** Radius of the shell as a multiple of it. */
  readonly wall?: number;
  /** Metres of height 1. */
  readonly elevationScale?: number;
  /** A slim shell on a raised area, which it cannot enclose: it goes on to the top of the area. */
  readonly isPost?: boolean;
  readonly theme?: Theme;
}

/** Attributes in `data.attributes`: `getPosition`, `getPlan` and `getFill`, heights of the shell and of the column in it. */
export type GlassLayerProps = LayerProps & GlassProps;

/** Colour of the glass, 0-1, and how much of it is seen: where nothing stands in it, where it is full, at its edges, at its rim. */
const LOOK: Readonly<
  Record<
    Theme,
    {
      readonly colour: readonly [number, number, number];
      readonly empty: number;
      readonly full: number;
      readonly edge: number;
      readonly rim: number;
    }
  >
> = {
  dark: { colour: [0.82, 0.89, 1], empty: 0.13, full: 0.02, edge: 0.5, rim: 0.85 },
  light: { colour: [0.1, 0.16, 0.28], empty: 0.1, full: 0.02, edge: 0.42, rim: 0.8 },
};

const UNIFORMS = `layout(std140) uniform glassUniforms {
  float radius;
  float wall;
  float elevationScale;
  float isPost;
  float empty;
  float full;
  float edge;
  float rim;
  vec3 colour;
} glass;
`;
const MODULE = {
  name: 'glass',
  vs: UNIFORMS,
  fs: UNIFORMS,
  uniformTypes: {
    radius: 'f32',
    wall: 'f32',
    elevationScale: 'f32',
    isPost: 'f32',
    empty: 'f32',
    full: 'f32',
    edge: 'f32',
    rim: 'f32',
    colour: 'vec3<f32>',
  },
} as const;

/** `positions` is (turn 0-1, share of the height, 0 for the wall, 1 and 2 for the inner and outer edge of the rim). */
const VERTEX = `#version 300 es
#define SHADER_NAME glass-layer-vertex-shader
in vec3 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instancePlans;
in float instanceFills;
out float vFacing;
out float vHeight;
out float vFill;
out float vRim;

void main(void) {
  geometry.worldPosition = instancePositions;
  geometry.pickingColor = picking_getPickingColorFromInstanceID();
  float turn = positions.x * 6.28318530718;
  vec2 outward = vec2(cos(turn), sin(turn));
  float isAhead = step(1.001 * instancePlans, instanceFills);
  // What has come over its plan wears the rim as a collar.
  float spread = positions.z < 0.5 ? glass.wall : positions.z < 1.5 ? 1.03 : mix(glass.wall + 0.12, glass.wall + 0.42, isAhead);
  vec2 offset = project_size(outward * spread * glass.radius);
  float top = glass.isPost > 0.5 ? max(instancePlans, instanceFills * 1.004) : instancePlans;
  vec3 centre = vec3(instancePositions.xy, instancePositions.z + top * positions.y * glass.elevationScale);
  vec3 size = vec3(offset, 0.0);
  DECKGL_FILTER_SIZE(size, geometry);
  gl_Position = project_position_to_clipspace(centre, instancePositions64Low, size, geometry.position);
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
  vec3 normal = project_normal(vec3(outward, 0.0));
  vec3 toEye = normalize(project.cameraPosition - geometry.position.xyz);
  // The edge of the glass is where it is seen along itself: only the part across the axis tells.
  vec3 up = project_normal(vec3(0.0, 0.0, 1.0));
  vec3 across = toEye - up * dot(toEye, up);
  vFacing = abs(dot(normal, across / max(length(across), 1e-4)));
  vHeight = positions.y * top;
  vFill = instanceFills;
  vRim = positions.z < 0.5 ? 0.0 : 1.0;
}
`;
const FRAGMENT = `#version 300 es
#define SHADER_NAME glass-layer-fragment-shader
precision highp float;
in float vFacing;
in float vHeight;
in float vFill;
in float vRim;
out vec4 fragColor;
void main(void) {
  float isFull = step(vHeight, vFill);
  float body = mix(glass.empty, glass.full, isFull);
  float edge = pow(1.0 - vFacing, 3.0) * glass.edge * mix(1.0, 0.55, isFull);
  float alpha = vRim > 0.5 ? glass.rim : body + edge;
  fragColor = vec4(glass.colour, alpha * layer.opacity);
  geometry.uv = vec2(0.);
  DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;

/** Corners around a shell. */
const TURNS = 40;
const band = (lower: readonly [number, number], upper: readonly [number, number]) =>
  Array.from({ length: TURNS }, (_, at) => {
    const [left, right] = [at / TURNS, (at + 1) / TURNS];
    const corners = [
      [left, ...lower],
      [right, ...lower],
      [right, ...upper],
      [left, ...lower],
      [right, ...upper],
      [left, ...upper],
    ];
    return corners.flat();
  }).flat();
const VERTICES = new Float32Array([...band([0, 0], [1, 0]), ...band([1, 1], [1, 2])]);

const defaultProps: DefaultProps<GlassLayerProps> = {
  radius: 1,
  wall: 1.22,
  elevationScale: 1,
  isPost: false,
  theme: 'dark',
  getPosition: { type: 'accessor', value: [0, 0, 0] },
  getPlan: { type: 'accessor', value: 0 },
  getFill: { type: 'accessor', value: 0 },
} as DefaultProps<GlassLayerProps>;

export class GlassLayer extends Layer<GlassProps> {
  static override layerName = 'GlassLayer';
  static override defaultProps = defaultProps;
  declare state: { model?: Model };

  override getShaders() {
    return super.getShaders({ vs: VERTEX, fs: FRAGMENT, modules: [project32, picking, MODULE] });
  }

  override initializeState(): void {
    this.getAttributeManager()?.addInstanced({
      instancePositions: { size: 3, type: 'float64', fp64: this.use64bitPositions(), accessor: 'getPosition' },
      instancePlans: { size: 1, accessor: 'getPlan' },
      instanceFills: { size: 1, accessor: 'getFill' },
    });
  }

  override updateState(params: Parameters<Layer<GlassProps>['updateState']>[0]): void {
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
    const { radius = 1, wall = 1.22, elevationScale = 1, isPost = false, theme = 'dark' } = this.props;
    const { model } = this.state;
    model?.shaderInputs.setProps({ glass: { radius, wall, elevationScale, isPost: Number(isPost), ...LOOK[theme] } });
    model?.draw(this.context.renderPass);
  }
}
