/** When the stage of the ecosystem decides anew which names stand: seldom while things move, and where they have come to rest. */
import { Group, Scene } from 'three';
import { expect, it } from 'vitest';
import { createEcosystemStage, type StageTexts } from '../../../src/scene/stage.ts';
import { pictureAt } from './oneBall.ts';

const FRAME_MS = 1000 / 60;
it('follows a gliding ball with its name at every frame, and decides anew a few times and at the end', () => {
  const told: { x: number; isAnew: boolean }[] = [];
  const texts: StageTexts = {
    names: { group: new Group(), write: () => undefined, recede: () => undefined, place: () => [], dispose: () => undefined },
    chips: { write: () => undefined, place: () => undefined },
    labels: () => ({
      write: () => undefined,
      place: (floats, _stride, _camera, _frame, _obstacles, isAnew) => void told.push({ x: floats[0] ?? Number.NaN, isAnew }),
      boxes: () => [],
      dispose: () => undefined,
    }),
  };
  const nothing = () => undefined;
  const events = { onHover: nothing, onPick: nothing, onEnter: nothing, onNear: nothing, onSparkStep: nothing };
  const stage = createEcosystemStage({ scene: new Scene(), texts, events, invalidate: nothing });
  stage.resize(1280, 720);
  stage.update(pictureAt(-5), 0);
  for (let ms = 0; ms < 3000; ms += FRAME_MS) stage.step(ms);

  told.length = 0;
  stage.update(pictureAt(5), 3000);
  expect(stage.isStanding(pictureAt(5))).toBe(false);
  for (let ms = 3000; ms < 5000; ms += FRAME_MS) stage.step(ms);
  expect(told.length).toBeGreaterThan(20);
  expect(new Set(told.map(({ x }) => x)).size).toBeGreaterThan(told.length - 3);
  const anew = told.filter(({ isAnew }) => isAnew);
  expect(anew.length).toBeGreaterThan(2);
  expect(anew.length).toBeLessThan(told.length / 4);
  expect(told.at(-1)).toEqual({ x: 5, isAnew: true });
});

it('measures names and chips anew where the page has another size, which may write them larger', () => {
  const nothing = () => undefined;
  const written = { labels: 0, chips: 0 };
  const texts: StageTexts = {
    names: { group: new Group(), write: nothing, recede: nothing, place: () => [], dispose: nothing },
    chips: { write: () => void written.chips++, place: nothing },
    labels: () => ({ write: () => void written.labels++, place: nothing, boxes: () => [], dispose: nothing }),
  };
  const events = { onHover: nothing, onPick: nothing, onEnter: nothing, onNear: nothing, onSparkStep: nothing };
  const stage = createEcosystemStage({ scene: new Scene(), texts, events, invalidate: nothing });
  const picture = pictureAt(0);
  stage.resize(1280, 720);
  stage.update(picture, 0);
  const before = { ...written };
  stage.update({ ...picture }, 10);
  expect(written).toEqual(before);
  stage.resize(3840, 2160);
  expect(written).toEqual({ labels: before.labels + 1, chips: before.chips + 1 });
});
