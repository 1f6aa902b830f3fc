/** Mouse and fingers over the real land: who draws, who turns, who zooms, who leaves. */

import { Group, Scene, Vector3 } from 'three';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toGround } from '../../../src/model/landscape/land.ts';
import { toPoints, typicalValue } from '../../../src/model/landscape/points.ts';
import { NO_TINTS } from '../../../src/model/landscape/tints.ts';
import { GROUND, type Landscape } from '../../../src/protocol/landscape.ts';
import { followLandscapePointer } from '../../../src/scene/landscapePointer.ts';
import { createLandscapeStage } from '../../../src/scene/landscapeStage.ts';

const SIZE = { width: 800, height: 600 };

/** A canvas as far as the pointer asks it. */
class Canvas extends EventTarget {
  getBoundingClientRect() {
    return { left: 0, top: 0, ...SIZE };
  }
  setPointerCapture() {}
}

function emptyLandscape(): Landscape {
  const axis = (measure: string, from: number, to: number) => ({ measure, from, to });
  const [none, ones] = [new Float32Array(0), new Uint8Array(0)];
  return {
    header: {
      ...{ asOf: { epoch: 'test', seq: 0 }, judgedAt: null, height: 'revenue', steps: [2, 4, 8], regions: [], chosen: [] },
      ...{ x: axis('lateness', -2.6, 3.1), z: axis('frequency', -0.15, 5.05) },
      ...{ suppressed: 0, people: 0, placed: 0, perPoint: 1, total: 0, revenue: 0, points: 0 },
    },
    ...{ ground: new Float32Array(GROUND.width * GROUND.height), x: none, z: none, value: none, key: new Uint32Array(0) },
    ...{ satisfied: ones, flags: ones, segment: ones },
  };
}

function world() {
  const said: string[] = [];
  const events = {
    onPick: () => undefined,
    onLasso: (corners: readonly number[]) => said.push(`lasso of ${corners.length / 2 > 3 ? 'many' : corners.length / 2}`),
    onBox: () => said.push('box'),
    onLeave: () => said.push('leave'),
    onPerson: () => false,
    ruleOf: () => null,
  };
  const texts = {
    lettering: { group: new Group(), write: () => undefined, stretch: () => undefined, dispose: () => undefined },
    labels: () => ({ write: () => undefined, place: () => undefined, measure: () => undefined, dispose: () => undefined }),
  };
  const stage = createLandscapeStage({ scene: new Scene(), texts, events, invalidate: () => undefined });
  const landscape = emptyLandscape();
  const ground = toGround(landscape.header.x, landscape.header.z);
  const padding = { top: 40, right: 10, bottom: 60, left: 10 };
  stage.resize(SIZE.width, SIZE.height);
  stage.update({
    ...{
      landscape,
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
    points: toPoints(landscape, { ground, tint: 'csat', theme: 'dark', typical: typicalValue(landscape) }, null),
    ...{ perCell: 1, lines: { x: [], z: [] }, titles: ['', ''], post: { top: 0, marks: [] }, padding, labelPadding: padding },
    ...{ flat: false, calm: true },
  });
  stage.step(0);
  const canvas = new Canvas();
  const stop = followLandscapePointer(canvas as unknown as HTMLElement, stage, events);
  const send = (type: string, pointerId: number, [clientX, clientY]: readonly [number, number], more: object = {}) =>
    canvas.dispatchEvent(Object.assign(new Event(type), { pointerId, clientX, clientY, button: 0, pointerType: 'touch', ...more }));
  const drag = (places: readonly (readonly [number, number])[], more: object = {}) => {
    for (const [at, place] of places.entries()) send(at === 0 ? 'pointerdown' : 'pointermove', 1, place, more);
    send('pointerup', 1, places.at(-1) as readonly [number, number], more);
  };
  const corner = (): Vector3 => {
    stage.step(100);
    return stage.camera.getWorldPosition(new Vector3());
  };
  return { stage, said, send, drag, corner, stop };
}

const AROUND = [
  [300, 300],
  [360, 300],
  [420, 340],
  [380, 380],
  [310, 360],
] as const;

describe('the pointer over the land', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', new EventTarget());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('draws around people with the mouse, and leaves with a click', () => {
    const { said, drag, stop } = world();
    drag(AROUND, { pointerType: 'mouse' });
    drag([[300, 300]], { pointerType: 'mouse' });
    drag(AROUND.slice(0, 3), { pointerType: 'mouse', altKey: true });
    expect(said).toEqual(['lasso of many', 'leave', 'box']);
    stop();
  });

  it('turns with one finger, and chooses nobody', () => {
    const { said, drag, corner, stop } = world();
    const before = corner();
    drag([
      [300, 300],
      [340, 300],
      [420, 320],
    ]);
    expect(corner().distanceTo(before)).toBeGreaterThan(1);
    expect(said).toEqual([]);
    stop();
  });

  it('draws with a finger that was held still, and does not turn then', () => {
    const { said, send, corner, stop } = world();
    const before = corner();
    send('pointerdown', 1, AROUND[0]);
    vi.advanceTimersByTime(500);
    for (const place of AROUND.slice(1)) send('pointermove', 1, place);
    send('pointerup', 1, AROUND[4]);
    expect(said).toEqual(['lasso of many']);
    expect(corner().distanceTo(before)).toBeLessThan(1e-6);
    stop();
  });

  it('leaves with a tap, zooms with two fingers, and takes two for no tap', () => {
    const { stage, said, send, drag, corner, stop } = world();
    drag([[300, 300]]);
    expect(said).toEqual(['leave']);
    corner();
    const before = stage.camera.fov;
    send('pointerdown', 1, [300, 300]);
    send('pointerdown', 2, [400, 300]);
    vi.advanceTimersByTime(500);
    send('pointermove', 2, [500, 300]);
    send('pointerup', 2, [500, 300]);
    send('pointerup', 1, [300, 300]);
    corner();
    expect(stage.camera.fov).toBeLessThan(before);
    expect(said).toEqual(['leave']);
    stop();
  });
});
