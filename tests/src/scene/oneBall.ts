/** An ecosystem of a single ball. */
import type { NodeShape } from '../../../src/model/ecosystem/cascade.ts';
import { NO_FEEDS } from '../../../src/model/ecosystem/feeds.ts';
import type { EcosystemPicture } from '../../../src/scene/ecosystemPicture.ts';

const NOWHERE = { top: 0, right: 0, bottom: 0, left: 0 };
const AMOUNTS = { events: 100, orders: 20, revenue: 1000, risk: 10, satisfied: 60, answers: 80 };

/** One ball, so far to the right. */
export function pictureAt(x: number): EcosystemPicture {
  const node = { ...AMOUNTS, key: '1 segment New', rank: 1 as const, name: 'New', values: [], isOther: false, before: null };
  const shape: NodeShape = {
    ...{ node, x, z: 0, angle: 0, seat: 1, dockFar: 1, dockNear: 1, dockFarBefore: 0, dockNearBefore: 0 },
    ...{ ball: 0.5, stem: 0.3, csat: 75 },
  };
  const look = { theme: 'dark' as const, dependence: null, hovered: -1, hoveredLink: -1, silent: new Map(), ringed: [] };
  return {
    cascade: { nodes: [shape], links: [], scale: { perEvent: 1, perMoney: 1, ballMoney: 1, stemMoney: 1 } },
    look: { ...look, changed: new Set(), compared: new Set() },
    ...{ feeds: NO_FEEDS, isOuter: false, labels: [], chips: [], ranks: [], padding: NOWHERE, labelPadding: NOWHERE, obstacles: [] },
    ...{ counts: new Map(), countsOf: '', flat: false, calm: false },
  };
}
