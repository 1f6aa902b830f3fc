/** Where nothing moves a frame makes nothing, whether or not its code has been compiled: a number that is reckoned is a thing on the heap until then. */
import { setFlagsFromString } from 'node:v8';
import { Group, Scene } from 'three';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEcosystemStage } from '../../../src/scene/stage.ts';
import { allocated } from '../../bench/allocated.ts';
import { emptyStage } from './emptyLandscape.ts';
import { pictureAt } from './oneBall.ts';

const FRAMES = 2000;
const nothing = () => undefined;

beforeAll(() => setFlagsFromString('--no-opt'));
afterAll(() => setFlagsFromString('--opt'));

/** Bytes a frame; each is handed a number that is there already, as the browser hands one. */
async function made(stage: { step(nowMs: number): boolean }, fromMs: number): Promise<number> {
  const times = [null, ...Array.from({ length: FRAMES }, (_, at) => fromMs + 16.7 * at)];
  const frames = () => {
    for (let at = 1; at <= FRAMES; at++) stage.step(times[at] as number);
  };
  // The first time what measures has its share.
  await allocated(frames);
  return (await allocated(frames)) / FRAMES;
}

it('makes nothing in a landscape at rest, which wakes up when it is turned', async () => {
  const events = { onPick: nothing, onLasso: nothing, onBox: nothing, onLeave: nothing, onPerson: () => false, ruleOf: () => null };
  const stage = emptyStage(events, { width: 800, height: 600 });
  const start = performance.now();
  for (let at = 0; at < 200 && stage.step(start + 16 * at); at++);
  expect(stage.step(start + 5000)).toBe(false);
  expect(await made(stage, start + 5000.5)).toBeLessThan(8);

  const azimuth = () => stage.camera.position.x;
  const before = azimuth();
  stage.turn(80, 0);
  expect(stage.step(start + 60_000)).toBe(true);
  expect(azimuth()).not.toBe(before);
});

it('makes nothing in an ecosystem whose rings pulse', async () => {
  const texts = {
    names: { group: new Group(), write: nothing, recede: nothing, place: () => [], dispose: nothing },
    chips: { write: nothing, place: nothing },
    labels: () => ({ write: nothing, place: nothing, boxes: () => [], dispose: nothing }),
  };
  const events = { onHover: nothing, onPick: nothing, onEnter: nothing, onNear: nothing, onSparkStep: nothing };
  const stage = createEcosystemStage({ scene: new Scene(), texts, events, invalidate: nothing });
  stage.resize(1280, 720);
  const picture = pictureAt(0);
  stage.update({ ...picture, look: { ...picture.look, ringed: [0] } }, 0);
  for (let ms = 0; ms < 3000; ms += 16) stage.step(ms);
  expect(stage.step(3000)).toBe(true);
  expect(await made(stage, 3000.5)).toBeLessThan(8);
});
