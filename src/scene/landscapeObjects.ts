/** The landscape in three.js: a land, its sides, lines on it, people, posts. Made once; what changes is written into buffers in place. */
import {
  BufferAttribute,
  BufferGeometry,
  DataTexture,
  DoubleSide,
  DynamicDrawUsage,
  FloatType,
  Group,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  type IUniform,
  LinearFilter,
  LineSegments,
  Mesh,
  NearestFilter,
  type Object3D,
  PlaneGeometry,
  RedFormat,
  RGBAFormat,
  ShaderMaterial,
  type ShaderMaterialParameters,
  Vector2,
  Vector3,
} from 'three';
import { toRgb } from '../model/colour.ts';
import { FLOOR } from '../model/ecosystem/look.ts';
import { LAND } from '../model/landscape/land.ts';
import { LANDSCAPE } from '../model/landscape/look.ts';
import type { PointColumns } from '../model/landscape/points.ts';
import type { Theme } from '../model/tokens.ts';
import { GROUND } from '../protocol/landscape.ts';
import { createDrape, type Drape } from './landscapeDrape.ts';
import {
  CURTAIN_FRAGMENT,
  CURTAIN_VERTEX,
  DRAPE_FRAGMENT,
  DRAPE_VERTEX,
  POINT_FRAGMENT,
  POINT_VERTEX,
  POST_FRAGMENT,
  POST_VERTEX,
  SKIRT_FRAGMENT,
  SKIRT_VERTEX,
  TERRAIN_FRAGMENT,
  TERRAIN_VERTEX,
} from './landscapeShaders.ts';

/** Ticks of an axis that are drawn as lines. */
const MOST_LINES = 12;
const OUTSIDE = 1e6;
/** Lines of posts and leaders. */
const MOST_POSTS = 160;

export interface LandscapeObjects {
  readonly group: Group;
  readonly uniforms: ReturnType<typeof createUniforms>;
  /** Borders of regions and the line of those who are due; what is chosen or drawn. */
  readonly borders: Drape;
  readonly lasso: Drape;
  /** Heights in world units become those that the land morphs to, from what it shows now. */
  setHeights(before: Float32Array, now: Float32Array): void;
  setPoints(points: PointColumns): void;
  /** Colours of the cells of the ground, red, green, blue and how much of it (0-255), by turns. */
  setTints(tints: Uint8Array): void;
  /** Uploads the lights of the points: those before and those now, by turns. */
  setLights(lights: Float32Array, count: number): void;
  /** World places of grid lines. */
  setTicks(x: readonly number[], z: readonly number[]): void;
  /** Six numbers a line: x, lift, z of both ends; and whether it stands on the land. */
  setPosts(lines: Float32Array, draped: Uint8Array, count: number): void;
  setTheme(theme: Theme): void;
  dispose(): void;
}

export function createLandscapeObjects(): LandscapeObjects {
  const uniforms = createUniforms();
  const group = new Group();
  group.matrixAutoUpdate = false;
  const clear = { transparent: true, depthWrite: false, side: DoubleSide };
  const add = <Thing extends Object3D>(thing: Thing): Thing => {
    thing.frustumCulled = false;
    thing.renderOrder = group.children.length;
    thing.matrixAutoUpdate = false;
    group.add(thing);
    return thing;
  };
  const shader = (vertexShader: string, fragmentShader: string, options: ShaderMaterialParameters) =>
    new ShaderMaterial({ uniforms, vertexShader, fragmentShader, toneMapped: false, ...options });
  add(new Mesh(skirt(), shader(SKIRT_VERTEX, SKIRT_FRAGMENT, { transparent: true, side: DoubleSide })));
  const terrain = new PlaneGeometry(LAND.width, LAND.depth, GROUND.width, GROUND.height);
  add(new Mesh(terrain, shader(TERRAIN_VERTEX, TERRAIN_FRAGMENT, {})));
  const borders = createDrape(4096);
  add(new Mesh(borders.geometry, shader(DRAPE_VERTEX, DRAPE_FRAGMENT, clear)));
  const people = peopleGeometry();
  add(new Mesh(people, shader(POINT_VERTEX, POINT_FRAGMENT, { transparent: true, depthWrite: false })));
  const lasso = createDrape(2048);
  add(new Mesh(lasso.curtain, shader(CURTAIN_VERTEX, CURTAIN_FRAGMENT, { ...clear, depthTest: false })));
  add(new Mesh(lasso.geometry, shader(DRAPE_VERTEX, DRAPE_FRAGMENT, clear)));
  const posts = postGeometry();
  add(new LineSegments(posts, shader(POST_VERTEX, POST_FRAGMENT, clear)));

  const column = (name: string) => people.getAttribute(name) as InstancedBufferAttribute;
  const write = (name: string, floats: Float32Array) => {
    const held = column(name);
    if (held.array.length < floats.length) grow(people, Math.ceil((floats.length / held.itemSize) * 1.25));
    (column(name).array as Float32Array).set(floats);
    column(name).needsUpdate = true;
  };

  return {
    group,
    uniforms,
    borders,
    lasso,
    setHeights(before, now) {
      for (const [uniform, heights] of [
        [uniforms.uBefore, before],
        [uniforms.uNow, now],
      ] as const) {
        (uniform.value.image.data as Float32Array).set(heights);
        uniform.value.needsUpdate = true;
      }
    },
    setTints(tints) {
      (uniforms.uTint.value.image.data as Uint8Array).set(tints);
      uniforms.uTint.value.needsUpdate = true;
    },
    setPoints({ count, places, looks, colours }) {
      write('aPlaces', places);
      write('aLook', looks);
      write('aColour', colours);
      people.instanceCount = count;
    },
    setLights(lights, count) {
      write('aLights', lights.subarray(0, 2 * count));
    },
    setTicks(x, z) {
      for (let tick = 0; tick < MOST_LINES; tick++) {
        uniforms.uTicksX.value[tick] = x[tick] ?? OUTSIDE;
        uniforms.uTicksZ.value[tick] = z[tick] ?? OUTSIDE;
      }
    },
    setPosts(lines, draped, count) {
      const shown = Math.min(count, MOST_POSTS);
      const position = posts.getAttribute('position') as BufferAttribute;
      (position.array as Float32Array).set(lines.subarray(0, 6 * shown));
      const drape = posts.getAttribute('aDrape') as BufferAttribute;
      for (let at = 0; at < 2 * shown; at++) drape.array[at] = draped[at >> 1] as number;
      position.needsUpdate = true;
      drape.needsUpdate = true;
      posts.setDrawRange(0, 2 * shown);
    },
    setTheme: (theme) => dress(uniforms, theme),
    dispose() {
      for (const child of group.children) {
        (child as Mesh).geometry.dispose();
        ((child as Mesh).material as ShaderMaterial).dispose();
      }
      uniforms.uTint.value.dispose();
      uniforms.uBefore.value.dispose();
      uniforms.uNow.value.dispose();
    },
  };
}

function createUniforms() {
  const number = (value: number): IUniform<number> => ({ value });
  const colour = (): IUniform<Vector3> => ({ value: new Vector3() });
  return {
    uBefore: { value: heightTexture() },
    uNow: { value: heightTexture() },
    uTint: { value: tintTexture() },
    uMorph: number(1),
    uRise: number(1),
    /** Between two marks of height, world units: there the strong contours run. */
    uMark: number(1),
    uFlip: { value: new Vector2(1, 1) },
    uTicksX: { value: new Array<number>(MOST_LINES).fill(OUTSIDE) },
    uTicksZ: { value: new Array<number>(MOST_LINES).fill(OUTSIDE) },
    /** 1 while people are chosen: all else falls to night. */
    uDim: number(0),
    uLit: number(1),
    uMove: number(1),
    uFlash: number(0),
    uLeast: number(0.02),
    uWide: number(1),
    uDark: number(1),
    uLow: colour(),
    uHigh: colour(),
    uLine: colour(),
    uQuiet: colour(),
    uChanged: colour(),
    uNight: colour(),
    uBackground: colour(),
  };
}

function heightTexture(): DataTexture {
  const texture = new DataTexture(new Float32Array(GROUND.width * GROUND.height), GROUND.width, GROUND.height, RedFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}

function tintTexture(): DataTexture {
  const texture = new DataTexture(new Uint8Array(4 * GROUND.width * GROUND.height), GROUND.width, GROUND.height, RGBAFormat);
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

/** Colours as in the tokens: these shaders write sRGB as it is. */
function dress(uniforms: ReturnType<typeof createUniforms>, theme: Theme): void {
  const tokens = LANDSCAPE[theme];
  const set = ({ value }: IUniform<Vector3>, hex: string) => value.set(...toRgb(hex)).divideScalar(255);
  uniforms.uDark.value = theme === 'dark' ? 1 : 0;
  set(uniforms.uLow, tokens.low);
  set(uniforms.uHigh, tokens.high);
  set(uniforms.uLine, tokens.line);
  set(uniforms.uQuiet, tokens.quiet);
  set(uniforms.uNight, tokens.night);
  set(uniforms.uChanged, FLOOR[theme].changed);
  set(uniforms.uBackground, FLOOR[theme].background);
}

/** The four sides of the block, as strips from the edge down. */
function skirt(): BufferGeometry {
  const places: number[] = [];
  const [halfX, halfZ] = [LAND.width / 2, LAND.depth / 2];
  const corners = [
    [-halfX, halfZ],
    [halfX, halfZ],
    [halfX, -halfZ],
    [-halfX, -halfZ],
    [-halfX, halfZ],
  ] as const;
  for (let side = 0; side < 4; side++) {
    const [[x0, z0], [x1, z1]] = [corners[side] as readonly [number, number], corners[side + 1] as readonly [number, number]];
    const steps = side % 2 === 0 ? GROUND.width : GROUND.height;
    for (let step = 0; step < steps; step++) {
      const [from, to] = [step / steps, (step + 1) / steps].map((share) => [x0 + (x1 - x0) * share, z0 + (z1 - z0) * share]) as [
        [number, number],
        [number, number],
      ];
      places.push(from[0], 1, from[1], from[0], 0, from[1], to[0], 1, to[1], to[0], 1, to[1], from[0], 0, from[1], to[0], 0, to[1]);
    }
  }
  return new BufferGeometry().setAttribute('position', new BufferAttribute(Float32Array.from(places), 3));
}

const PEOPLE_COLUMNS = { aPlaces: 4, aLook: 4, aColour: 3, aLights: 2 } as const;

function peopleGeometry(): InstancedBufferGeometry {
  const plane = new PlaneGeometry(1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.index = plane.index;
  geometry.setAttribute('position', plane.getAttribute('position'));
  geometry.instanceCount = 0;
  grow(geometry, 1024);
  return geometry;
}

/** Makes room for so many people. */
function grow(geometry: InstancedBufferGeometry, count: number): void {
  for (const [name, size] of Object.entries(PEOPLE_COLUMNS)) {
    const before = geometry.getAttribute(name) as InstancedBufferAttribute | undefined;
    const attribute = new InstancedBufferAttribute(new Float32Array(count * size), size);
    if (before) (attribute.array as Float32Array).set(before.array as Float32Array);
    attribute.setUsage(DynamicDrawUsage);
    attribute.needsUpdate = true;
    geometry.setAttribute(name, attribute);
  }
}

function postGeometry(): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(6 * MOST_POSTS), 3).setUsage(DynamicDrawUsage));
  geometry.setAttribute('aDrape', new BufferAttribute(new Float32Array(2 * MOST_POSTS), 1).setUsage(DynamicDrawUsage));
  geometry.setDrawRange(0, 0);
  return geometry;
}
