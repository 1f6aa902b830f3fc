/** When the stage of the ecosystem decides anew which names stand: seldom while things move, and where they have come to rest. */
import { Group, Scene } from 'three';
import { expect, it } from 'vitest';
import type { NodeShape } from '../../../src/model/ecosystem/cascade.ts';
import { NO_FEEDS } from '../../../src/model/ecosystem/feeds.ts';
import type { EcosystemPicture } from '../../../src/scene/ecosystemPicture.ts';
import { createEcosystemStage, type StageTexts } from '../../../src/scene/stage.ts';

const FRAME_MS = 1000 / 60;
const NOWHERE = { top: 0, right: 0, bottom: 0, left: 0 };
const AMOUNTS = { events: 100, revenue: 1000, risk: 10, satisfied: 60, answers: 80 };

/** One ball, so far to the right. */
function pictureAt(x: number): EcosystemPicture {
  const node = { ...AMOUNTS, key: '1 segment New', rank: 1 as const, name: 'New', values: [], isOther: false, before: null };
  const shape: NodeShape = {
    ...{ node, x, z: 0, angle: 0, seat: 1, dockFar: 1, dockNear: 1, dockFarBefore: 0, dockNearBefore: 0 },
    ...{ ball: 0.5, stem: 0.3, csat: 75, change: null },
  };
  const look = { theme: 'dark' as const, dependence: null, hovered: -1, hoveredLink: -1, silent: new Map(), ringed: [] };
  return {
    cascade: { nodes: [shape], links: [], scale: { perEvent: 1, perMoney: 1, ballMoney: 1, stemMoney: 1 } },
    look: { ...look, changed: new Set(), compared: new Set() },
    ...{ feeds: NO_FEEDS, isOuter: false, labels: [], chips: [], ranks: [], padding: NOWHERE, labelPadding: NOWHERE, obstacles: [] },
    ...{ counts: new Map(), flat: false, calm: false },
  };
}

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
