/** The plan in the ecosystem: an open box of glass around each dock of money, as long as what is planned. One instanced draw. */
import {
  BoxGeometry,
  DoubleSide,
  DynamicDrawUsage,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  type Scene,
  ShaderMaterial,
  Vector3,
} from 'three';
import { toRgb } from '../model/colour.ts';
import { DOCK_GLASS_STRIDE, type DockGlass } from '../model/planDocks.ts';
import type { Theme } from '../model/tokens.ts';
import { createGlideBuffer } from './glideBuffer.ts';

/** Height of the walls above the floor, world units. */
const WALL = 0.62;
const COLOUR: Readonly<Record<Theme, string>> = { dark: '#D2E3FF', light: '#1A2946' };
/** Drawn after the docks and before the balls, which stand in it. */
const ORDER = 5.5;

const VERTEX = `
uniform float uWall; uniform float uFlat;
attribute vec4 aPlace;  // x, z, angle, rank
attribute vec3 aLength; // plan, filled, light
varying vec3 vAt; varying vec3 vSize; varying float vEnd; varying float vAhead; varying float vLight;
void main() {
  // The middle rank turns from contacts to money: only its near half is money.
  float isGear = aPlace.w == 1. ? 1. : 0.;
  float depth = mix(.34, .42, isGear) + .2;
  vec2 tangent = vec2(sin(aPlace.z), cos(aPlace.z)); vec2 outward = vec2(cos(aPlace.z), -sin(aPlace.z));
  vec2 middle = aPlace.xy - outward * .21 * isGear;
  float wall = max(.02, uWall * (1. - uFlat));
  vec2 p = middle + tangent * position.x * aLength.x + outward * position.z * depth;
  vAt = vec3(position.x, position.y + .5, position.z); vSize = vec3(aLength.x, wall, depth);
  vEnd = abs(normal.x); vAhead = step(aLength.x * 1.001, aLength.y); vLight = aLength.z;
  gl_Position = aLength.x <= 0. || normal.y < -.5 ? vec4(2., 2., 2., 1.) : projectionMatrix * modelViewMatrix * vec4(p.x, .07 + vAt.y * wall, p.y, 1.);
}`;

/** Walls are clear, their upper edge is bright; a dock that is longer than its glass breaks out of bright ends. */
const FRAGMENT = `
uniform vec3 uColour;
varying vec3 vAt; varying vec3 vSize; varying float vEnd; varying float vAhead; varying float vLight;
void main() {
  vec3 inside = vec3((.5 - abs(vAt.x)) * vSize.x, (1. - vAt.y) * vSize.y, (.5 - abs(vAt.z)) * vSize.z);
  float w = max(length(fwidth(inside)) * .6, .01);
  bool isTop = fwidth(vAt.y) < 1e-6;
  float near = isTop ? min(inside.x, inside.z) : inside.y;
  float side = isTop ? 1e3 : vEnd > .5 ? inside.z : inside.x;
  float rim = 1. - smoothstep(w, 2. * w, near);
  float post = 1. - smoothstep(w * .6, 1.2 * w, side);
  float body = isTop ? 0. : vEnd > .5 ? mix(.12, .55, vAhead) : .06;
  gl_FragColor = vec4(uColour, max(max(rim * .62, post * .34), body) * mix(.25, 1., vLight));
}`;

export interface GlassObjects {
  show(glass: DockGlass, theme: Theme, nowMs: number, isCalm: boolean): void;
  /** Lies on the floor as the camera lays and spreads it. */
  lie(flat: number, stretch: number, squeeze: number): void;
  /** Whether a step would change anything. */
  readonly isMoving: () => boolean;
  /** Moves on; true while something still moves. */
  step(nowMs: number): boolean;
  /** Shells drawn now: the lengths of plan and dock, by key. */
  shells(): readonly { readonly key: string; readonly plan: number; readonly filled: number }[];
  dispose(): void;
}

/** Adds the glass to `scene`. */
export function createGlassObjects(scene: Scene): GlassObjects {
  const uniforms = { uWall: { value: WALL }, uFlat: { value: 0 }, uColour: { value: new Vector3() } };
  const box = new BoxGeometry(1, 1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.index = box.index;
  for (const name of ['position', 'normal'] as const) geometry.setAttribute(name, box.getAttribute(name));
  geometry.instanceCount = 0;
  const material = new ShaderMaterial({
    uniforms,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    transparent: true,
    depthWrite: false,
    side: DoubleSide,
    toneMapped: false,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = ORDER;
  scene.add(mesh);
  // What comes or goes grows from, or shrinks to, no length.
  const glide = createGlideBuffer(DOCK_GLASS_STRIDE, (floats, at) => {
    floats[at + 4] = 0;
  });
  let buffer: InstancedInterleavedBuffer | null = null;
  let keys: readonly string[] = [];

  function attach(capacity: number): InstancedInterleavedBuffer {
    const made = new InstancedInterleavedBuffer(new Float32Array(capacity * DOCK_GLASS_STRIDE), DOCK_GLASS_STRIDE);
    made.setUsage(DynamicDrawUsage);
    geometry.setAttribute('aPlace', new InterleavedBufferAttribute(made, 4, 0));
    geometry.setAttribute('aLength', new InterleavedBufferAttribute(made, 3, 4));
    return made;
  }

  return {
    show(glass, theme, nowMs, isCalm) {
      uniforms.uColour.value.set(...toRgb(COLOUR[theme])).divideScalar(255);
      keys = glass.keys;
      glide.aim(glass.keys, glass.floats, nowMs, isCalm);
    },
    lie(flat, stretch, squeeze) {
      uniforms.uFlat.value = flat;
      mesh.scale.set(stretch, 1, squeeze);
    },
    isMoving: glide.isMoving,
    step(nowMs) {
      const isMoving = glide.step(nowMs);
      if (isMoving) {
        const count = glide.count();
        if (!buffer || buffer.array.length < count * DOCK_GLASS_STRIDE) buffer = attach(Math.max(16, 2 * count));
        (buffer.array as Float32Array).set(glide.floats().subarray(0, count * DOCK_GLASS_STRIDE));
        buffer.needsUpdate = true;
        geometry.instanceCount = count;
      }
      mesh.visible = glide.count() > 0;
      return isMoving;
    },
    shells: () =>
      keys.map((key, at) => {
        const floats = glide.floats();
        return { key, plan: floats[at * DOCK_GLASS_STRIDE + 4] ?? 0, filled: floats[at * DOCK_GLASS_STRIDE + 5] ?? 0 };
      }),
    dispose() {
      scene.remove(mesh);
      geometry.dispose();
      material.dispose();
    },
  };
}
