/** The landscape outside React: made once, told what to show, drawing only while something moves. */
import { type Scene, Vector3, type WebGLRenderer } from 'three';
import type { Padding } from '../model/camera.ts';
import type { Frame } from '../model/ecosystem/labelPlaces.ts';
import type { Ground } from '../model/landscape/land.ts';
import type { KeyedPoints } from '../model/landscape/points.ts';
import { heightAt } from '../model/landscape/terrain.ts';
import type { Theme } from '../model/tokens.ts';
import type { Landscape } from '../protocol/landscape.ts';
import type { PeopleRule } from '../protocol/people.ts';
import { createLandscapeCamera } from './landscapeCamera.ts';
import { type LandscapeLabels, LETTERS_FROM, type RegionLabel, type TickLabel } from './landscapeLabels.ts';
import type { AxisLettering } from './landscapeLettering.ts';
import { createPointLights } from './landscapeLights.ts';
import { BORDER_HALF, createLandscapeLines } from './landscapeLines.ts';
import { createLandscapeObjects } from './landscapeObjects.ts';
import { createLandPicker } from './landscapePick.ts';
import { createRise, ease } from './landscapeRise.ts';
import { createTerrainMaker } from './landscapeTerrain.ts';

/** What the landscape is told to show. */
export interface LandscapePicture {
  readonly landscape: Landscape;
  readonly ground: Ground;
  readonly points: KeyedPoints;
  /** Colours of the ground, by its cells: red, green, blue and how much of it, 0-255. */
  readonly tints: Uint8Array;
  /** World units for one unit of what rises on one cell. */
  readonly perCell: number;
  readonly theme: Theme;
  readonly regions: readonly RegionLabel[];
  readonly ticks: readonly TickLabel[];
  /** World places of grid lines; world x of the line of those who are due, null where the axes do not show it. */
  readonly lines: { readonly x: readonly number[]; readonly z: readonly number[] };
  readonly due: number | null;
  /** Outlines of regions and of what is chosen: world x, z by turns. */
  readonly borders: readonly ArrayLike<number>[];
  readonly outlines: readonly ArrayLike<number>[];
  readonly titles: readonly [x: string, z: string];
  /** Rules that are chosen, null for those in no segment; empty: everybody is lit. */
  readonly chosen: readonly (PeopleRule | null)[];
  /** Height of the post, world units, and of its marks: the first is as high as it is from mark to mark. */
  readonly post: { readonly top: number; readonly marks: readonly number[] };
  readonly padding: Padding;
  readonly labelPadding: Padding;
  readonly obstacles: readonly Frame[];
  readonly flat: boolean;
  readonly calm: boolean;
}

export interface LandscapeEvents {
  /** A region was clicked. */
  readonly onPick: (rule: string, isMore: boolean) => void;
  /** A line was drawn around people: world x, z by turns. */
  readonly onLasso: (corners: readonly number[], isMore: boolean) => void;
  readonly onBox: (from: readonly [number, number], to: readonly [number, number], isMore: boolean) => void;
  /** A click on the land, world x and z; whether it took somebody. */
  readonly onPerson: (x: number, z: number) => boolean;
  /** A click where nothing is. */
  readonly onLeave: () => void;
  /** The rule of what is being drawn, to light whom it takes; null where it takes nobody. */
  readonly ruleOf: (corners: readonly number[]) => PeopleRule | null;
}

export type LandscapeStage = ReturnType<typeof createLandscapeStage>;

/** What is written: the page's, or none where nothing is drawn. */
export interface LandscapeTexts {
  readonly lettering: AxisLettering;
  readonly labels: (onPick: LandscapeEvents['onPick']) => LandscapeLabels;
}

export interface LandscapeParts {
  readonly scene: Scene;
  readonly texts: LandscapeTexts;
  readonly events: LandscapeEvents;
  readonly invalidate: () => void;
}

/** Milliseconds: people to where they are now, light, the flash of those who came or changed. */
const MOVE_MS = 600;
const LIT_MS = 300;
const FLASH_MS = 1100;
const EDGE = 4;

export function createLandscapeStage({ scene, texts, events, invalidate }: LandscapeParts) {
  const objects = createLandscapeObjects();
  const lines = createLandscapeLines(objects);
  const { lettering } = texts;
  scene.add(objects.group, lettering.group);
  const lens = createLandscapeCamera();
  const labels = texts.labels((rule, isMore) => events.onPick(rule, isMore));
  const size = { width: 1, height: 1 };
  const { uniforms } = objects;
  let picture: LandscapePicture | null = null;
  const rise = createRise();
  let values: Float32Array | null = null;
  const lights = createPointLights();
  const starts = {
    move: Number.NEGATIVE_INFINITY,
    lit: Number.NEGATIVE_INFINITY,
    flash: Number.NEGATIVE_INFINITY,
  };
  let drawing: readonly number[] | null = null;
  let dim = 0;
  let frames = 0;
  const clock = { lastMs: 0.5 };
  /** Something may have to move: nothing is reckoned while it is not so. */
  let isAwake = true;
  let areLabelsDue = true;
  const origin = new Vector3();
  const direction = new Vector3();
  const land = (x: number, z: number): number => (picture ? heightAt(rise.shown, picture.ground, x, z) : 0);

  function wake(): void {
    isAwake = true;
    invalidate();
  }

  const maker = createTerrainMaker((next) => {
    values = next;
    raise(performance.now(), picture?.calm ?? true);
    wake();
  });

  /** Sends the land on its way to what it is to be. */
  function raise(nowMs: number, isCalm: boolean): void {
    if (!values || !picture) return;
    rise.begin(values, picture.perCell, nowMs, isCalm);
    objects.setHeights(rise.from, rise.to);
    areLabelsDue = true;
  }

  function light(nowMs: number, isCalm: boolean): void {
    if (!picture) return;
    const rules = drawing === null ? picture.chosen : [events.ruleOf(drawing)].filter((rule) => rule !== null);
    const isAny = drawing !== null || rules.length > 0;
    lights.aim(picture, isAny ? rules : null, Math.min(1, Math.max(0, (nowMs - starts.lit) / LIT_MS)));
    objects.setLights(lights.floats(), picture.points.count);
    starts.lit = isCalm ? nowMs - LIT_MS : nowMs;
    dim = isAny ? 1 : 0;
  }

  /** How large things are drawn at least, by how many pixels a world unit has now. */
  function measure(): void {
    const { z: pixels } = lens.project(origin.set(0, 0, 0), direction);
    lettering.group.visible = pixels >= LETTERS_FROM;
    uniforms.uLeast.value = 1.5 / Math.max(1, pixels);
    uniforms.uWide.value = Math.max(1, 0.9 / Math.max(1e-6, pixels * BORDER_HALF));
  }

  const frame = { left: 0, top: 0, right: 0, bottom: 0 };
  function frameOf(padding: Padding): Frame {
    frame.left = padding.left + EDGE;
    frame.top = padding.top + EDGE;
    frame.right = size.width - padding.right - EDGE;
    frame.bottom = size.height - padding.bottom - EDGE;
    return frame;
  }

  /** True while it goes on. */
  function move(shown: LandscapePicture, nowMs: number): boolean {
    const seconds = Math.min(0.1, (nowMs - clock.lastMs) / 1000);
    const isCamera = lens.step(seconds, shown.calm);
    if (isCamera) {
      objects.group.scale.x = lens.stretch();
      objects.group.updateMatrix();
      lettering.stretch(lens.stretch());
      measure();
    }
    const morph = rise.step(nowMs, areLabelsDue);
    const isMorphing = morph < 1;
    uniforms.uMorph.value = morph;
    uniforms.uRise.value = lens.rise();
    uniforms.uMove.value = ease((nowMs - starts.move) / MOVE_MS);
    uniforms.uLit.value = Math.min(1, Math.max(0, (nowMs - starts.lit) / LIT_MS));
    uniforms.uDim.value = dim;
    const flash = (nowMs - starts.flash) / FLASH_MS;
    uniforms.uFlash.value = flash >= 0 && flash < 1 ? 1 - flash : 0;
    if (isCamera || isMorphing || areLabelsDue) {
      areLabelsDue = false;
      labels.place(lens, land, frameOf(shown.labelPadding), shown.obstacles);
    }
    return isCamera || isMorphing || uniforms.uMove.value < 1 || uniforms.uLit.value < 1 || uniforms.uFlash.value > 0;
  }

  return {
    camera: lens.camera,
    resize(width: number, height: number): void {
      Object.assign(size, { width, height });
      if (picture) lens.frame({ ...size, padding: picture.padding });
      labels.measure();
      areLabelsDue = true;
      wake();
    },
    update(next: LandscapePicture): void {
      const before = picture;
      const nowMs = performance.now();
      picture = next;
      uniforms.uFlip.value.set(next.ground.sideX, next.ground.sideZ);
      uniforms.uMark.value = next.post.marks[0] ?? 1;
      if (before?.theme !== next.theme) objects.setTheme(next.theme);
      if (before?.theme !== next.theme || before.titles.join() !== next.titles.join()) lettering.write(...next.titles, next.theme);
      if (before?.landscape !== next.landscape) maker.ask(next.landscape.ground);
      else if (before.perCell !== next.perCell) raise(nowMs, next.calm);
      if (before?.tints !== next.tints) objects.setTints(next.tints);
      if (before?.lines !== next.lines) objects.setTicks(next.lines.x, next.lines.z);
      if (before?.points !== next.points) {
        objects.setPoints(next.points);
        lights.carry(next.points, before?.points ?? null);
        starts.move = next.calm || before === null ? nowMs - MOVE_MS : nowMs;
        if (before !== null && !next.calm) starts.flash = nowMs;
      }
      if (before?.points !== next.points || before.chosen !== next.chosen) {
        light(nowMs, next.calm);
        if (before !== null && before.chosen !== next.chosen) starts.flash = Number.NEGATIVE_INFINITY;
      }
      lines.drape(next, drawing);
      lines.stand(next);
      if (before?.regions !== next.regions || before.ticks !== next.ticks) labels.write(next.regions, next.ticks, next.titles);
      if (JSON.stringify(before?.padding) !== JSON.stringify(next.padding)) lens.frame({ ...size, padding: next.padding });
      lens.setFlat(next.flat);
      areLabelsDue = true;
      wake();
    },
    /** Moves on to now; true while a next frame is wanted. Allocates nothing while nothing moves. */
    step(nowMs: number): boolean {
      if (!picture) return false;
      frames++;
      if (isAwake) isAwake = move(picture, nowMs);
      clock.lastMs = nowMs;
      return isAwake;
    },
    ...createLandPicker(lens, land),
    /** Shows a line that is being drawn, world x, z by turns; null: none any more. */
    draw(corners: readonly number[] | null): void {
      if (!picture) return;
      drawing = corners;
      lines.drape(picture, drawing);
      light(performance.now(), true);
      wake();
    },
    turn(dx: number, dy: number): void {
      lens.turn(-dx * 0.003, dy * 0.003);
      wake();
    },
    zoom(factor: number): void {
      lens.zoom(factor);
      wake();
    },
    home(): void {
      lens.home();
      wake();
    },
    frames: () => frames,
    figures: () => ({
      points: picture?.points.count ?? 0,
      lit: picture === null ? 0 : lights.lit(picture.points.count),
      highest: rise.highest(),
    }),
    dispose(renderer: WebGLRenderer | null): void {
      maker.dispose();
      scene.remove(objects.group, lettering.group);
      objects.dispose();
      lettering.dispose();
      labels.dispose();
      renderer?.renderLists.dispose();
    },
  };
}
