/** Mouse and fingers over the real land: who draws, who turns, who zooms, who leaves. */

import { Vector3 } from 'three';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followLandscapePointer } from '../../../src/scene/landscapePointer.ts';
import { emptyStage } from './emptyLandscape.ts';

const SIZE = { width: 800, height: 600 };

/** A canvas as far as the pointer asks it. */
class Canvas extends EventTarget {
  getBoundingClientRect() {
    return { left: 0, top: 0, ...SIZE };
  }
  setPointerCapture() {}
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
  const stage = emptyStage(events, SIZE);
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
    // To add, and hardly moved: those chosen stay.
    drag([[300, 300]], { pointerType: 'mouse', shiftKey: true });
    expect(said).toHaveLength(3);
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
