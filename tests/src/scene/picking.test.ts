/** What is pointed at is what is drawn there. */
import { Vector3 } from 'three';
import { expect, it } from 'vitest';
import type { LinkShape } from '../../../src/model/ecosystem/cascade.ts';
import { ribbonPoint } from '../../../src/model/ecosystem/ribbons.ts';
import { linkUnder } from '../../../src/scene/picking.ts';
import { createSceneCamera } from '../../../src/scene/sceneCamera.ts';

const AMOUNTS = { events: 10, orders: 0, revenue: 0, risk: null, satisfied: 0, answers: 0 };
const LINK: LinkShape = {
  link: { ...AMOUNTS, key: 'web to Loyal', from: 0, to: 1, gap: 0, before: null },
  ...{ x0: -8, z0: -9, x1: 8, z1: -1, width: 0.05, widthBefore: 0, csat: Number.NaN },
};

it('takes a link that has changed where it is raised, and on the floor where it lies flat', () => {
  const lens = createSceneCamera();
  lens.frame({ width: 1280, height: 720, padding: { top: 0, right: 0, bottom: 0, left: 0 } });
  lens.step(1, true);
  const [x, z] = ribbonPoint(LINK, 0.5);
  const middle = (height: number) => lens.project(new Vector3(x * lens.stretch(), height, z * lens.squeeze()), new Vector3());
  const [floor, raised] = [middle(0), middle(0.55)];
  expect(floor.y - raised.y).toBeGreaterThan(8);
  const under = (at: Vector3, ...changed: string[]) => linkUnder(at.x, at.y, [LINK], new Set(changed), lens);
  expect([under(floor), under(raised)]).toEqual([0, -1]);
  expect([under(floor, LINK.link.key), under(raised, LINK.link.key)]).toEqual([-1, 0]);
  lens.setFlat(true);
  lens.step(1, true);
  expect(under(middle(0), LINK.link.key)).toBe(0);
});
