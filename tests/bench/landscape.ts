/** The landscape over 100,000 customers: what a frame costs, what an update sends over the wire and to the graphics card. */

import { Group, Scene, Vector3 } from 'three';
import { toGround } from '../../src/model/landscape/land.ts';
import { placeLandLabels } from '../../src/model/landscape/landLabels.ts';
import { toPoints, typicalValue } from '../../src/model/landscape/points.ts';
import { NO_TINTS } from '../../src/model/landscape/tints.ts';
import { encodeLandscape, GROUND, type Landscape, MOST_POINTS } from '../../src/protocol/landscape.ts';
import { type LandscapeLabels, LEADER } from '../../src/scene/landscapeLabels.ts';
import { createLandscapeStage, type LandscapePicture } from '../../src/scene/landscapeStage.ts';
import { allocated } from './allocated.ts';
import { median, type Row } from './row.ts';

const CUSTOMERS = 100_000;
const FRAMES = 2000;
const UPDATES = 20;
const LABELS = 32;

export async function landscape(): Promise<readonly Row[]> {
  const scene = new Scene();
  const texts = {
    lettering: { group: new Group(), write: () => undefined, stretch: () => undefined, dispose: () => undefined },
    labels: () => ({ write: () => undefined, place: placing(), measure: () => undefined, dispose: () => undefined }),
  };
  const nothing = () => undefined;
  const events = { onPick: nothing, onLasso: nothing, onBox: nothing, onLeave: nothing, onPerson: () => false, ruleOf: () => null };
  const stage = createLandscapeStage({ scene, texts, events, invalidate: nothing });
  stage.resize(1280, 720);
  const first = landscapeOf(0);
  stage.update(pictureOf(first));
  let nowMs = performance.now();
  const frame = () => {
    nowMs += 16;
    const start = performance.now();
    stage.step(nowMs);
    return performance.now() - start;
  };
  const frames = Array.from({ length: FRAMES }, frame);
  const still = () => {
    for (let at = 0; at < FRAMES; at++) stage.step(nowMs);
  };
  // The first time the compiler has its share in what is made.
  await allocated(still);
  const garbage = (await allocated(still)) / FRAMES;
  const turned = Array.from({ length: FRAMES }, (_, at) => {
    stage.turn(at % 80 < 40 ? 6 : -6, 0);
    return frame();
  });
  const updates = Array.from({ length: UPDATES }, (_, at) => {
    const next = landscapeOf(at + 1);
    const start = performance.now();
    stage.update(pictureOf(next));
    const took = performance.now() - start;
    nowMs += 2000;
    frame();
    return took;
  });
  let calls = 0;
  scene.traverse((object) => {
    if ('isMesh' in object || 'isLineSegments' in object) calls++;
  });
  const AXES = 2;
  const bytes = encodeLandscape(first).byteLength;
  const size = `landscape, ${CUSTOMERS.toLocaleString('en')} customers`;
  const [ms, turnMs, updateMs] = [median(frames), median(turned), median(updates)];
  return [
    { name: `${size}: draw calls`, value: calls + AXES, unit: '', peer: '', goal: '≤ 12', holds: calls + AXES <= 12 },
    { name: `${size}: JS a frame`, value: ms, unit: 'ms', peer: '', goal: '≤ 2', holds: ms <= 2 },
    { name: `${size}: JS a frame while it turns`, value: turnMs, unit: 'ms', peer: '', goal: '≤ 2', holds: turnMs <= 2 },
    { name: `${size}: made a frame`, value: garbage, unit: 'B', peer: '', goal: '≤ 16', holds: garbage <= 16 },
    { name: `${size}: JS an update`, value: updateMs, unit: 'ms', peer: '', goal: '≤ 50', holds: updateMs <= 50 },
    { name: `${size}: bytes an update`, value: bytes, unit: 'B', peer: '', goal: '≤ 262,144', holds: bytes <= 262_144 },
  ];
}

/** Places the texts of a land as the page does: eight regions, the ticks of both axes and of the post; the page writes them where they are then. */
function placing(): LandscapeLabels['place'] {
  const labels = Array.from({ length: LABELS }, (_, at) => ({
    ...{ x: 0, y: 0, above: at < 8, width: at < 8 ? 125 : 34, height: at < 8 ? 34 : 16, nameWidth: at < 8 ? 90 : 34, nameHeight: 16 },
    priority: at < 8 ? LABELS - at : 0,
    isFixed: at >= 8,
  }));
  const [shown, shifts] = [new Uint8Array(LABELS), new Float32Array(2 * LABELS)];
  const [point, at] = [new Vector3(), new Vector3()];
  return (camera, heightAt, frame, obstacles) => {
    for (let label = 0; label < LABELS; label++) {
      const x = -10 + (20 * label) / LABELS;
      const z = -5 + ((7 * label) % 10);
      const wanted = labels[label] as { x: number; y: number };
      camera.project(point.set(x, heightAt(x, z) + LEADER, z), at);
      wanted.x = at.x;
      wanted.y = at.y;
    }
    placeLandLabels(labels, frame, obstacles, shown, shifts);
  };
}

/** The answer as the server bounds it: a ground, and one point for every twenty customers. */
function landscapeOf(turn: number): Landscape {
  let state = 4400 + turn;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const of = <Column extends Float32Array | Uint8Array | Uint32Array>(column: Column, value: (at: number) => number): Column => {
    for (let at = 0; at < column.length; at++) column[at] = value(at);
    return column;
  };
  const axis = (measure: string, from: number, to: number) => ({ measure, from, to });
  const [x, z] = [axis('lateness', -2.6, 3.1), axis('frequency', -0.15, 5.05)];
  return {
    header: {
      ...{
        asOf: { epoch: 'bench', seq: turn },
        judgedAt: null,
        x,
        z,
        height: 'revenue',
        steps: [2, 4, 8],
        regions: [],
        chosen: [],
        suppressed: 0,
      },
      ...{ people: CUSTOMERS, placed: CUSTOMERS, perPoint: CUSTOMERS / MOST_POINTS, total: 1e6, revenue: 1e6, points: MOST_POINTS },
    },
    ground: of(new Float32Array(GROUND.width * GROUND.height), random),
    x: of(new Float32Array(MOST_POINTS), () => -2.6 + 5.7 * random()),
    z: of(new Float32Array(MOST_POINTS), () => -0.15 + 5.2 * random()),
    value: of(new Float32Array(MOST_POINTS), () => 1000 * random()),
    key: of(new Uint32Array(MOST_POINTS), (at) => at),
    satisfied: of(new Uint8Array(MOST_POINTS), () => Math.floor(200 * random())),
    flags: new Uint8Array(MOST_POINTS),
    segment: of(new Uint8Array(MOST_POINTS), () => 1 + Math.floor(8 * random())),
  };
}

function pictureOf(answer: Landscape): LandscapePicture {
  const ground = toGround(answer.header.x, answer.header.z);
  const padding = { top: 140, right: 12, bottom: 160, left: 70 };
  return {
    ...{
      landscape: answer,
      ground,
      theme: 'dark',
      regions: [],
      ticks: [],
      due: 0,
      borders: [],
      outlines: [],
      chosen: [],
      tints: NO_TINTS,
      obstacles: [],
    },
    points: toPoints(answer, { ground, tint: 'csat', theme: 'dark', typical: typicalValue(answer) }, null),
    ...{ perCell: 1, lines: { x: [], z: [] }, titles: ['', ''], post: { top: 0, marks: [] }, padding, labelPadding: padding },
    ...{ flat: false, calm: false },
  };
}
