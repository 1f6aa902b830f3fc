/** The ecosystem outside React: made once, told what to show, drawing only while something moves. */
import { type Scene, Vector3, type WebGLRenderer } from 'three';
import type { Padding } from '../model/camera.ts';
import type { LinkShape } from '../model/ecosystem/cascade.ts';
import { feedKeys, feedLinkFloats, feedNodeFloats } from '../model/ecosystem/feedLook.ts';
import type { Frame } from '../model/ecosystem/labelPlaces.ts';
import { LINK_STRIDE, linkFloats, NODE_STRIDE, nodeFloats } from '../model/ecosystem/look.ts';
import { ribbonLength } from '../model/ecosystem/ribbons.ts';
import { createSparkFlow, SPARK_SPEED } from '../model/ecosystem/sparks.ts';
import { NO_DOCK_GLASS } from '../model/planDocks.ts';
import type { Theme } from '../model/tokens.ts';
import { createCascadeObjects } from './cascadeObjects.ts';
import { type ChipLayer, createChipLayer } from './chipLayer.ts';
import type { EcosystemEvents, EcosystemPicture } from './ecosystemPicture.ts';
import { createGlassObjects } from './glass.ts';
import { createGlideBuffer } from './glideBuffer.ts';
import { createLabelLayer, type LabelEvents, type LabelLayer } from './labelLayer.ts';
import { linkUnder, nodeUnder } from './picking.ts';
import { createRankNames, type RankNames } from './rankNames.ts';
import { createSceneCamera } from './sceneCamera.ts';

export type EcosystemStage = ReturnType<typeof createEcosystemStage>;

/** From so near on a drag moves the picture. */
const MOVED_FROM = 1.1;
/** From so near on the sources are shown behind what they feed. */
const NEAR = 1.8;
/** Where the floats of a link say that it is drawn in dashes. */
const BROKEN = 11;
/** While things move, it is decided anew which names stand after so long. */
const DECIDE_MS = 150;
/** Room for labels at the edges of the free part, pixels. */
const EDGE = 4;

/** What stands beside the drawing: texts over the canvas, names on the floor. */
export interface StageTexts {
  readonly names: RankNames;
  readonly chips: ChipLayer;
  labels(events: LabelEvents): LabelLayer;
}

export interface StageParts {
  readonly scene: Scene;
  readonly texts: StageTexts;
  readonly events: EcosystemEvents;
  readonly invalidate: () => void;
  /** Most sparks alive at once; left out: as many as a person can tell apart. */
  readonly sparks?: number;
  /** Whether it is looked at from across a room. */
  readonly isFar?: boolean;
}

/** Texts as elements in `root`, which lies over the canvas with the same size. */
export function textsIn(root: HTMLElement): StageTexts {
  return { names: createRankNames(), chips: createChipLayer(root), labels: (events) => createLabelLayer(root, events) };
}

function joined(one: Float32Array, other: Float32Array): Float32Array {
  if (other.length === 0) return one;
  const both = new Float32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** 0 for a link of no length, which no spark can go along. */
function sparkShare(link: LinkShape): number {
  const length = ribbonLength(link);
  return length > 0 ? SPARK_SPEED / length : 0;
}

/** Adds the picture to `scene`. */
export function createEcosystemStage({ scene, texts, events, invalidate, sparks, isFar = false }: StageParts) {
  const objects = createCascadeObjects(sparks);
  objects.setFar(isFar);
  const { names, chips } = texts;
  objects.group.add(names.group);
  scene.add(objects.group);
  const glass = createGlassObjects(scene);
  const lens = createSceneCamera();
  const nodes = createGlideBuffer(NODE_STRIDE, (floats, at) => floats.fill(0, at + 4, at + 8));
  const links = createGlideBuffer(LINK_STRIDE, (floats, at) => {
    floats[at + 4] = 0;
  });
  const flow = createSparkFlow(sparks);
  const labels = texts.labels({
    onHover(at) {
      const { x = 0, y = 0 } = ballAt(at) ?? {};
      events.onHover(at, -1, x, y);
    },
    onPick: (at, isMore) => events.onPick(at, -1, isMore),
    onEnter: (at) => events.onEnter(at),
  });
  const size = { width: 1, height: 1 };
  let picture: EcosystemPicture | null = null;
  let theme: Theme | null = null;
  let perSpark = 1;
  let sent = 0;
  let frames = 0;
  const point = new Vector3();
  // Written in place, and read only while something moves: a captured number that is written, or a field that is read, may be made anew.
  const clock = { nowMs: 0.5, lastMs: 0.5, decidedMs: 0.5 };
  /** Of its way, what a spark does a second, by link. */
  let shares: Float64Array = new Float64Array(0);
  let areLabelsDue = true;
  let isPulsing = false;

  function frameOf(padding: Padding): Frame {
    return {
      left: padding.left + EDGE,
      top: padding.top + EDGE,
      right: size.width - padding.right - EDGE,
      bottom: size.height - padding.bottom - EDGE,
    };
  }

  function emit(link: number): void {
    if (!((shares[link] ?? 0) > 0)) return;
    sent++;
    objects.spark(links.floats(), link, shares);
  }

  function reframe(): void {
    if (picture) lens.frame({ ...size, padding: picture.padding });
    areLabelsDue = true;
  }

  function ballAt(at: number): { readonly x: number; readonly y: number; readonly radius: number } | null {
    if (at < 0 || at >= nodes.count()) return null;
    const floats = nodes.floats().subarray(at * NODE_STRIDE);
    const height = (floats[7] as number) * (1 - lens.flatness()) + (floats[6] as number);
    point.set((floats[0] as number) * lens.stretch(), height, (floats[1] as number) * lens.squeeze());
    const { x, y, z } = lens.project(point, point.clone());
    return { x, y, radius: (floats[6] as number) * z };
  }

  function lieDown(): void {
    const [flat, stretch, squeeze] = [lens.flatness(), lens.stretch(), lens.squeeze()];
    objects.now[1] = flat;
    objects.group.scale.set(stretch, 1, squeeze);
    glass.lie(flat, stretch, squeeze);
  }

  function advance(): boolean {
    if (!picture) return false;
    frames++;
    objects.now[2] = picture.calm ? 1 : 0;
    const isMoving = isDue() && move(picture);
    return isMoving || isPulsing || objects.hasSparks();
  }

  /** Whether more has to move than the clock of the shaders. */
  const isDue = () =>
    areLabelsDue || lens.isDue() || nodes.isMoving() || links.isMoving() || glass.isMoving() || (flow.isWaiting() && !picture?.calm);

  /** True while it goes on. */
  function move(shown: EcosystemPicture): boolean {
    const isCamera = lens.isDue() && lens.step(Math.min(0.1, (clock.nowMs - clock.lastMs) / 1000), shown.calm);
    if (isCamera) lieDown();
    const isNodes = nodes.step(clock.nowMs);
    const isLinks = links.step(clock.nowMs);
    const isGlass = glass.isMoving() && glass.step(clock.nowMs);
    if (isNodes) objects.nodes.write(nodes.floats(), nodes.count());
    if (isLinks) objects.links.write(links.floats(), links.count());
    if (!shown.calm && flow.isWaiting()) flow.step(clock.nowMs / 1000, emit);
    if (isCamera || isNodes || areLabelsDue) placeTexts(shown);
    return isCamera || isNodes || isLinks || isGlass || (!shown.calm && flow.isWaiting());
  }

  function placeTexts(shown: EcosystemPicture): void {
    // Names that changed sides at every frame of a movement would dance.
    const isAnew = areLabelsDue || clock.nowMs - clock.decidedMs >= DECIDE_MS || !(nodes.isMoving() || lens.isDue());
    if (isAnew) clock.decidedMs = clock.nowMs;
    areLabelsDue = false;
    const frame = frameOf(shown.labelPadding);
    labels.place(nodes.floats(), NODE_STRIDE, lens, frame, [...shown.obstacles, ...names.place(lens)], isAnew);
    chips.place(shown.cascade.links, nodes.floats(), shown.cascade.nodes.length, lens, frame, labels.boxes());
  }

  return {
    camera: lens.camera,
    resize(width: number, height: number): void {
      Object.assign(size, { width, height });
      // Another size of the page may write them larger.
      if (picture) {
        labels.write(picture.labels);
        chips.write(picture.chips);
      }
      reframe();
      invalidate();
    },
    update(next: EcosystemPicture, nowMs = performance.now()): void {
      const before = picture;
      picture = next;
      if (theme !== next.look.theme) objects.setTheme(next.look.theme);
      if (theme !== next.look.theme || before?.ranks.join() !== next.ranks.join()) names.write(next.ranks, next.look.theme);
      theme = next.look.theme;
      const feeds = feedKeys(next.feeds, next.cascade);
      const [shade, { cascade, look }] = [next.look.theme, next];
      nodes.aim(
        [...cascade.nodes.map(({ node }) => node.key), ...feeds.nodes],
        joined(nodeFloats(cascade, look), feedNodeFloats(next.feeds, cascade, shade)),
        nowMs,
        next.calm,
      );
      links.aim(
        [...cascade.links.map(({ link }) => link.key), ...feeds.links],
        joined(linkFloats(cascade, look), feedLinkFloats(next.feeds, cascade, shade)),
        nowMs,
        next.calm,
      );
      if (before?.cascade !== next.cascade) shares = Float64Array.from(next.cascade.links, sparkShare);
      if (before?.glass !== next.glass || before?.look.theme !== shade) glass.show(next.glass ?? NO_DOCK_GLASS, shade, nowMs, next.calm);
      flow.tell(next.cascade.links, next.counts, nowMs / 1000, next.countsOf);
      if (flow.perSpark() !== perSpark) {
        perSpark = flow.perSpark();
        events.onSparkStep(perSpark);
      }
      names.recede(look.dependence !== null);
      if (before?.labels !== next.labels) labels.write(next.labels);
      if (before?.chips !== next.chips) chips.write(next.chips);
      if (JSON.stringify(before?.padding) !== JSON.stringify(next.padding)) reframe();
      lens.setFlat(next.flat);
      lens.setOuter(next.isOuter);
      isPulsing = !next.calm && look.ringed.length > 0;
      areLabelsDue = true;
      invalidate();
    },
    /** Moves on to now; true while a next frame is wanted. Allocates nothing while only sparks move. */
    step(nowMs: number): boolean {
      clock.nowMs = nowMs;
      objects.tick(nowMs);
      const goesOn = advance();
      clock.lastMs = nowMs;
      return goesOn;
    },
    /** What lies under a pixel of the canvas. */
    pick(x: number, y: number): { readonly node: number; readonly link: number } {
      if (!picture) return { node: -1, link: -1 };
      const held = nodes.floats().subarray(0, picture.cascade.nodes.length * NODE_STRIDE);
      const node = nodeUnder(x, y, held, NODE_STRIDE, lens);
      return { node, link: node >= 0 ? -1 : linkUnder(x, y, picture.cascade.links, picture.look.changed, lens) };
    },
    /** Whether that picture is the one shown, and nothing of it is on its way to another place; sparks go on. */
    isStanding: (wanted: EcosystemPicture | null) =>
      picture !== null && picture === wanted && !(areLabelsDue || lens.isDue() || nodes.isMoving() || links.isMoving() || glass.isMoving()),
    /** Middle and radius of a node's ball on the canvas, CSS pixels; null for a key that is not shown. */
    ballOf: (key: string) => ballAt(picture?.cascade.nodes.findIndex(({ node }) => node.key === key) ?? -1),
    /** Every node with its ball on the canvas, CSS pixels, and its colour. */
    nodesOnCanvas() {
      const floats = nodes.floats();
      return (picture?.cascade.nodes ?? []).flatMap(({ node }, at) => {
        const ball = ballAt(at);
        const [r = 0, g = 0, b = 0] = floats.subarray(at * NODE_STRIDE + 8, at * NODE_STRIDE + 11);
        return ball ? [{ node, ...ball, colour: `rgb(${Math.round(255 * r)} ${Math.round(255 * g)} ${Math.round(255 * b)})` }] : [];
      });
    },
    /** Keys of the links that are drawn in dashes: what feeds them has fallen silent. */
    dashed: () => (picture?.cascade.links ?? []).flatMap(({ link }, at) => (links.floats()[at * LINK_STRIDE + BROKEN] ? [link.key] : [])),
    /** The plan around the docks as it stands. */
    glass: glass.shells,
    /** Frames drawn since the beginning. */
    frames: () => frames,
    /** Sparks sent since the beginning. */
    sparks: () => sent,
    /** A drag: from near it moves the picture, else (and with `isTurn`) it turns it. */
    drag(dx: number, dy: number, isTurn: boolean): void {
      if (lens.zoomed() > MOVED_FROM && !isTurn) lens.pan(dx, dy);
      else lens.turn(-dx * 0.002, dy * 0.002);
      invalidate();
    },
    zoom(factor: number, x: number, y: number): void {
      const wasNear = lens.zoomed() > NEAR;
      lens.zoom(factor, x, y);
      if (lens.zoomed() > NEAR !== wasNear) events.onNear(!wasNear);
      invalidate();
    },
    home(): void {
      if (lens.zoomed() > NEAR) events.onNear(false);
      lens.home();
      invalidate();
    },
    /** Events a second, as they arrive. */
    rate: () => flow.rate(),
    figures: () => ({ nodes: nodes.count(), links: links.count(), perSpark }),
    dispose(renderer: WebGLRenderer | null): void {
      scene.remove(objects.group);
      objects.dispose();
      glass.dispose();
      names.dispose();
      labels.dispose();
      renderer?.renderLists.dispose();
    },
  };
}
