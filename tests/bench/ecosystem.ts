/** The ecosystem at ten times the size that people see: what a frame costs, what an update sends to the graphics card, what is left to the garbage collector. */
import { Group, Scene } from 'three';
import type { Cascade, LinkShape, NodeShape } from '../../src/model/ecosystem/cascade.ts';
import { NO_FEEDS } from '../../src/model/ecosystem/feeds.ts';
import { LINK_STRIDE, NODE_STRIDE } from '../../src/model/ecosystem/look.ts';
import type { RankAt } from '../../src/model/ecosystem/ranks.ts';
import type { EcosystemPicture } from '../../src/scene/ecosystemPicture.ts';
import { createEcosystemStage, type StageTexts } from '../../src/scene/stage.ts';
import { allocated } from './allocated.ts';
import { median, type Row } from './row.ts';

const NODES = 200;
const LINKS = 2000;
const PARTICLES = 20_000;
const FRAMES = 20_000;
/** A spark takes about seven seconds for its way here. */
const SHARE_A_SECOND = 1 / 6.6;

export async function ecosystem(): Promise<readonly Row[]> {
  const scene = new Scene();
  const stage = createEcosystemStage({ scene, texts: NO_TEXTS, events: NO_EVENTS, invalidate: () => undefined, sparks: PARTICLES });
  const cascade = cascadeOf(NODES, LINKS);
  stage.resize(1280, 720);
  stage.update(pictureOf(cascade, 0));
  const clock = { nowMs: performance.now() };
  const frame = (ms: number) => () => {
    clock.nowMs += ms;
    stage.step(clock.nowMs);
  };
  frame(0)();

  // Events arrive for as long as a spark travels: as many as may be are on their way then.
  let arrived = 0;
  const filling: number[] = [];
  for (let second = 0; second < 10; second++) {
    arrived += (PARTICLES / LINKS) * SHARE_A_SECOND;
    stage.update(pictureOf(cascade, Math.round(arrived)), clock.nowMs);
    for (let step = 0; step < 60; step++) filling.push(timeOf(frame(1000 / 60)));
  }
  const flowing = medianOf(FRAMES, frame(0.5));
  /** Frames in a row. Each is handed a number that is there already, as the browser hands one: all that is made then is the stage's. */
  const framesOf = (count: number, ms: number) => {
    // With what is no number among them each is a thing of its own, not made anew when it is read.
    const times = [null, ...Array.from({ length: count }, () => (clock.nowMs += ms))];
    return () => {
      for (let at = 1; at <= count; at++) stage.step(times[at] as number);
    };
  };
  // The first time the compiler has its share in what is made.
  await allocated(framesOf(FRAMES, 0.5));
  const garbage = await allocated(framesOf(FRAMES, 0.5));
  // The same while sparks set out, once the code is compiled; what an update makes is no frame's.
  let setting = 0;
  for (let second = -5; second < 10; second++) {
    arrived += (PARTICLES / LINKS) * SHARE_A_SECOND;
    stage.update(pictureOf(cascade, Math.round(arrived)), clock.nowMs);
    frame(700)();
    const made = await allocated(framesOf(2000, 300 / 2000));
    if (second >= 0) setting += made;
  }
  const updates = medianOf(40, () => {
    stage.update(pictureOf(cascade, Math.round(arrived)), clock.nowMs);
    frame(700)();
  });
  let meshes = 0;
  scene.traverse((object) => {
    if ('isMesh' in object) meshes++;
  });
  const bytes = 4 * (NODES * NODE_STRIDE + LINKS * LINK_STRIDE);
  const size = `${NODES} nodes, ${LINKS.toLocaleString('en')} links, ${PARTICLES.toLocaleString('en')} particles`;
  return [
    {
      name: `ecosystem, ${size}: draw calls`,
      value: meshes + RANK_NAMES,
      unit: '',
      peer: '',
      goal: '≤ 14',
      holds: meshes + RANK_NAMES <= 14,
    },
    {
      name: `ecosystem, ${size}: JS a frame`,
      value: median(filling),
      unit: 'ms',
      peer: `while none sets out ${flowing.toFixed(4)} ms`,
      goal: '≤ 2',
      holds: median(filling) <= 2,
    },
    { name: `ecosystem, ${size}: JS an update`, value: updates, unit: 'ms', peer: '', goal: '≤ 16', holds: updates <= 16 },
    { name: `ecosystem, ${size}: bytes an update`, value: bytes, unit: 'B', peer: '', goal: '≤ 131,072', holds: bytes <= 131_072 },
    {
      name: `ecosystem, ${size}: sent`,
      value: stage.sparks(),
      unit: 'sparks',
      peer: '',
      goal: '≥ 20,000',
      holds: stage.sparks() >= PARTICLES,
    },
    {
      name: `ecosystem, ${size}: made a frame while sparks set out`,
      value: setting / FRAMES,
      unit: 'B',
      peer: '',
      goal: '≤ 16',
      holds: setting / FRAMES <= 16,
    },
    {
      name: `ecosystem, ${size}: made a frame`,
      value: garbage / FRAMES,
      unit: 'B',
      peer: '',
      goal: '≤ 16',
      holds: garbage / FRAMES <= 16,
    },
  ];
}

/** The names of the ranks are drawn too, one call each. */
const RANK_NAMES = 3;

/** Texts are the browser's: they are measured with the page. */
const NO_TEXTS: StageTexts = {
  names: { group: new Group(), write: () => undefined, recede: () => undefined, place: () => [], dispose: () => undefined },
  chips: { write: () => undefined, place: () => undefined },
  labels: () => ({ write: () => undefined, place: () => undefined, boxes: () => [], dispose: () => undefined }),
};
const NO_EVENTS = {
  onHover: () => undefined,
  onPick: () => undefined,
  onEnter: () => undefined,
  onNear: () => undefined,
  onSparkStep: () => undefined,
};

function timeOf(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

/** Median milliseconds of one `act`. */
function medianOf(times: number, act: () => void): number {
  return median(Array.from({ length: times }, () => timeOf(act)));
}

function cascadeOf(nodes: number, links: number): Cascade {
  const shapes = Array.from({ length: nodes }, (_, at) => nodeAt(at));
  return {
    nodes: shapes,
    links: Array.from({ length: links }, (_, at) => linkAt(at, shapes)),
    scale: { perEvent: 0.001, perMoney: 0.0001, ballMoney: 1, stemMoney: 1 },
  };
}

const AMOUNTS = { events: 100, orders: 20, revenue: 1000, risk: 10, satisfied: 60, answers: 80 };

function nodeAt(at: number): NodeShape {
  const rank = (at % 3) as RankAt;
  const key = `${rank} value ${at}`;
  return {
    ...{ x: (at % 40) - 20, z: rank * 8 - 9, angle: Math.PI / 2, seat: 1, dockFar: 1, dockNear: 1, dockFarBefore: 0, dockNearBefore: 0 },
    ...{ ball: 0.5, stem: 0.3, csat: 75 },
    node: { ...AMOUNTS, key, rank, name: key, values: [{ dimension: 'value', value: key }], isOther: false, before: null },
  };
}

function linkAt(at: number, nodes: readonly NodeShape[]): LinkShape {
  const gap = (at % 2) as 0 | 1;
  const [from, to] = [(3 * at + gap) % (nodes.length - 2), (3 * at + gap + 1) % (nodes.length - 2)];
  const one = nodes[from] as NodeShape;
  const link = { ...AMOUNTS, key: `${gap} link ${at}`, from, to, gap, before: null };
  return { link, x0: one.x, z0: -9, x1: one.x, z1: 6, width: 0.1, widthBefore: 0, csat: 75 };
}

/** `arrived` more events on every link than at the beginning. */
function pictureOf(cascade: Cascade, arrived: number): EcosystemPicture {
  const nothing = { top: 0, right: 0, bottom: 0, left: 0 };
  return {
    cascade,
    look: {
      theme: 'dark',
      dependence: null,
      hovered: -1,
      hoveredLink: -1,
      silent: new Map(),
      changed: new Set(),
      compared: new Set(),
      ringed: [],
    },
    ...{ feeds: NO_FEEDS, isOuter: false, labels: [], chips: [], ranks: [], padding: nothing, labelPadding: nothing, obstacles: [] },
    counts: new Map(cascade.links.map(({ link }) => [link.key, 100 + arrived])),
    countsOf: '',
    flat: false,
    calm: false,
  };
}
