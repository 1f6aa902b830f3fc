/** The ecosystem in three.js: a handful of instanced draws over two buffers, written in place. */
import {
  AdditiveBlending,
  type BufferGeometry,
  CylinderGeometry,
  DoubleSide,
  DynamicDrawUsage,
  Group,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  type IUniform,
  Mesh,
  NormalBlending,
  PlaneGeometry,
  ShaderMaterial,
  type ShaderMaterialParameters,
  SphereGeometry,
  Vector3,
} from 'three';
import { toRgb } from '../model/colour.ts';
import { FLOOR, LINK_STRIDE, NODE_STRIDE } from '../model/ecosystem/look.ts';
import { MOST_SPARKS } from '../model/ecosystem/sparks.ts';
import type { Theme } from '../model/tokens.ts';
import {
  BALL_FRAGMENT,
  BALL_VERTEX,
  CLOCK_ROUND,
  DOCK_FRAGMENT,
  DOCK_VERTEX,
  FLOOR_FRAGMENT,
  FLOOR_VERTEX,
  GHOST_FRAGMENT,
  GHOST_VERTEX,
  HALO_FRAGMENT,
  HALO_VERTEX,
  RIBBON_FRAGMENT,
  RIBBON_VERTEX,
  SPARK_FRAGMENT,
  SPARK_VERTEX,
  STEM_FRAGMENT,
  STEM_VERTEX,
} from './shaders.ts';

const SPARK_STRIDE = 11;
/** Width of a ring, world units; from afar a wider one is seen. */
const RING = 0.035;
const WALL_RING = 0.06;
/** Where each attribute of a buffer begins, and how many floats it takes. */
type Parts = Readonly<Record<string, readonly [number, number]>>;
const NODE_PARTS: Parts = { aPlace: [0, 4], aSize: [4, 4], aColour: [8, 3], aLight: [11, 2], aBefore: [13, 2] };
const LINK_PARTS: Parts = { aEnds: [0, 4], aWidth: [4, 1], aLook: [5, 4], aState: [9, 4] };
const SPARK_PARTS: Parts = { aEnds: [0, 4], aWidth: [4, 1], aTint: [5, 4], aBirth: [9, 2] };

/** A buffer of instances that several meshes read, made larger when it must. */
interface Instances {
  /** Copies `count` instances; uploads them with the next frame. */
  write(floats: Float32Array, count: number): void;
  readonly geometries: readonly InstancedBufferGeometry[];
}

function createInstances(stride: number, parts: Parts, shapes: readonly BufferGeometry[]): Instances {
  const geometries = shapes.map(instanced);
  let buffer: InstancedInterleavedBuffer | null = null;
  return {
    geometries,
    write(floats, count) {
      const isGrown = !buffer || buffer.array.length < count * stride;
      if (isGrown) buffer = attach(geometries, parts, stride, Math.max(16, count * 2));
      const kept = buffer as InstancedInterleavedBuffer;
      (kept.array as Float32Array).set(floats.subarray(0, count * stride));
      kept.needsUpdate = true;
      for (const geometry of geometries) geometry.instanceCount = count;
    },
  };
}

function instanced(shape: BufferGeometry): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  geometry.index = shape.index;
  for (const name of ['position', 'normal']) {
    const attribute = shape.getAttribute(name);
    if (attribute) geometry.setAttribute(name, attribute);
  }
  geometry.instanceCount = 0;
  return geometry;
}

function attach(
  geometries: readonly InstancedBufferGeometry[],
  parts: Parts,
  stride: number,
  capacity: number,
): InstancedInterleavedBuffer {
  const buffer = new InstancedInterleavedBuffer(new Float32Array(capacity * stride), stride);
  buffer.setUsage(DynamicDrawUsage);
  for (const geometry of geometries)
    for (const [name, [at, size]] of Object.entries(parts)) geometry.setAttribute(name, new InterleavedBufferAttribute(buffer, size, at));
  return buffer;
}

export interface CascadeObjects {
  readonly group: Group;
  readonly nodes: Instances;
  readonly links: Instances;
  /** Sends a spark now along a link whose floats stand at `link` of `floats`; `shares` of the way a second, by link. */
  spark(floats: Float32Array, link: number, shares: Float64Array): void;
  /** Whether a spark is still on its way. */
  hasSparks(): boolean;
  setTheme(theme: Theme): void;
  /** Whether it is looked at from across a room. */
  setFar(isFar: boolean): void;
  /** Sets the clock of the sparks to now. Allocates nothing. */
  tick(nowMs: number): void;
  /** Written in place: 1, how far the picture is laid flat, 0 to 1; 2, 1 where nothing may pulse. */
  readonly now: Float32Array;
  dispose(): void;
}

/** Makes everything once. Draw calls: floor, halos, ribbons, sparks, docks, docks before, stems, balls. `capacity`: most sparks alive at once. */
export function createCascadeObjects(capacity = MOST_SPARKS): CascadeObjects {
  const uniforms = createUniforms();
  const nodes = createInstances(NODE_STRIDE, NODE_PARTS, [
    new PlaneGeometry(1, 1),
    new PlaneGeometry(1, 1, 1, 12),
    new CylinderGeometry(1, 1, 1, 16, 1, true),
    new SphereGeometry(1, 40, 28),
    new PlaneGeometry(1, 1, 1, 12),
  ]);
  const links = createInstances(LINK_STRIDE, LINK_PARTS, [new PlaneGeometry(1, 1, 64, 1)]);
  const sparks = instanced(new PlaneGeometry(1, 1));
  const sparkBuffer = attach([sparks], SPARK_PARTS, SPARK_STRIDE, capacity);
  const written = { start: 0, count: 0 };
  const ofNodes = (at: number) => nodes.geometries[at] as BufferGeometry;
  const clear = { transparent: true, depthWrite: false, side: DoubleSide };
  const sparkMaterial = material(uniforms, SPARK_VERTEX, SPARK_FRAGMENT, { ...clear, blending: AdditiveBlending });
  const group = new Group();
  const add = (geometry: BufferGeometry, shader: ShaderMaterial) => {
    const mesh = new Mesh(geometry, shader);
    mesh.frustumCulled = false;
    mesh.renderOrder = group.children.length;
    mesh.matrixAutoUpdate = false;
    group.add(mesh);
  };
  add(
    new PlaneGeometry(220, 160),
    material(uniforms, FLOOR_VERTEX, FLOOR_FRAGMENT, { depthWrite: false, depthTest: false, side: DoubleSide }),
  );
  add(ofNodes(0), material(uniforms, HALO_VERTEX, HALO_FRAGMENT, clear));
  add(links.geometries[0] as BufferGeometry, material(uniforms, RIBBON_VERTEX, RIBBON_FRAGMENT, clear));
  add(sparks, sparkMaterial);
  add(ofNodes(1), material(uniforms, DOCK_VERTEX, DOCK_FRAGMENT, { side: DoubleSide }));
  add(ofNodes(4), material(uniforms, GHOST_VERTEX, GHOST_FRAGMENT, clear));
  add(ofNodes(2), material(uniforms, STEM_VERTEX, STEM_FRAGMENT, { side: DoubleSide }));
  add(ofNodes(3), material(uniforms, BALL_VERTEX, BALL_FRAGMENT, {}));
  // Fields are written in place; captured numbers would be made anew.
  const sent = { next: 0, seed: 1, nowMs: 0.5, lastArrivalMs: Number.NEGATIVE_INFINITY, areOnTheirWay: false };
  const now = uniforms.uNow.value;

  return {
    group,
    now,
    nodes,
    links,
    spark(floats, link, shares) {
      const share = shares[link] as number;
      const from = link * LINK_STRIDE;
      const at = sent.next * SPARK_STRIDE;
      const target = sparkBuffer.array as Float32Array;
      for (let part = 0; part < 8; part++) target[at + part] = floats[from + part] as number;
      // Anywhere across the link, from -0.5 to 0.5, yet the same in every run.
      sent.seed = (Math.imul(sent.seed, 1664525) + 1013904223) | 0;
      target[at + 8] = sent.seed / 2 ** 32;
      target[at + 9] = now[0] as number;
      target[at + 10] = share;
      // One range for all that was written since the last upload; the same object every time.
      if (sparkBuffer.updateRanges.length === 0) {
        written.start = at;
        written.count = SPARK_STRIDE;
        sparkBuffer.updateRanges.push(written);
      } else {
        const end = Math.max(written.start + written.count, at + SPARK_STRIDE);
        written.start = Math.min(written.start, at);
        written.count = end - written.start;
      }
      sparkBuffer.needsUpdate = true;
      if (sparks.instanceCount <= sent.next) sparks.instanceCount = sent.next + 1;
      sent.next = (sent.next + 1) % capacity;
      sent.lastArrivalMs = Math.max(sent.lastArrivalMs, sent.nowMs + 1000 / share);
      sent.areOnTheirWay = true;
    },
    tick(nowMs) {
      sent.nowMs = nowMs;
      now[0] = nowMs & (CLOCK_ROUND - 1);
      if (!sent.areOnTheirWay || nowMs < sent.lastArrivalMs) return;
      // Where all have arrived it begins anew: only as many are drawn as are alive.
      sent.areOnTheirWay = false;
      sent.next = sparks.instanceCount = 0;
    },
    hasSparks: () => sent.areOnTheirWay,
    setTheme(theme) {
      dress(uniforms, theme);
      sparkMaterial.blending = theme === 'dark' ? AdditiveBlending : NormalBlending;
      sparkMaterial.needsUpdate = true;
    },
    setFar(isFar) {
      uniforms.uRing.value = isFar ? WALL_RING : RING;
    },
    dispose() {
      for (const child of group.children) {
        if (!(child instanceof Mesh)) continue;
        child.geometry.dispose();
        (child.material as ShaderMaterial).dispose();
      }
    },
  };
}

function createUniforms() {
  const number = (value: number): IUniform<number> => ({ value });
  const colour = (): IUniform<Vector3> => ({ value: new Vector3() });
  return {
    uNow: { value: new Float32Array(3) },
    uDark: number(1),
    uGhost: number(0.085),
    uRing: number(RING),
    uBackground: colour(),
    uFloor: colour(),
    uLine: colour(),
    uRisk: colour(),
    uChanged: colour(),
    uDimmed: colour(),
    uSpark: colour(),
  };
}

/** Colours as in the tokens: these shaders write sRGB as it is. */
function dress(uniforms: ReturnType<typeof createUniforms>, theme: Theme): void {
  const tokens = FLOOR[theme];
  const set = ({ value }: IUniform<Vector3>, hex: string) => value.set(...toRgb(hex)).divideScalar(255);
  uniforms.uDark.value = theme === 'dark' ? 1 : 0;
  uniforms.uGhost.value = theme === 'dark' ? 0.085 : 0.12;
  set(uniforms.uBackground, tokens.background);
  set(uniforms.uFloor, tokens.floor);
  set(uniforms.uLine, tokens.line);
  set(uniforms.uRisk, tokens.risk);
  set(uniforms.uChanged, tokens.changed);
  set(uniforms.uDimmed, tokens.dimmed);
  set(uniforms.uSpark, tokens.changed);
}

function material(
  uniforms: ReturnType<typeof createUniforms>,
  vertexShader: string,
  fragmentShader: string,
  options: ShaderMaterialParameters,
): ShaderMaterial {
  return new ShaderMaterial({ uniforms, vertexShader, fragmentShader, toneMapped: false, ...options });
}
