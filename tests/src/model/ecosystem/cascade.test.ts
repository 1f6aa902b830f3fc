/** Ribbons on their docks where more was given back than bought. */
import { expect, it } from 'vitest';
import { type Place, toCascade } from '../../../../src/model/ecosystem/cascade.ts';
import type { Ecosystem, EcosystemNode } from '../../../../src/model/ecosystem/ecosystem.ts';

const amounts = (events: number, revenue: number) => ({ events, orders: events, revenue, risk: 0, satisfied: 0, answers: 0 });
const node = (rank: 0 | 1 | 2, name: string, revenue: number): EcosystemNode => ({
  ...{ ...amounts(10, revenue), key: `${rank} ${name}`, rank, name, values: [], isOther: false, before: null },
});
const place = (x: number, z: number): Place => ({ x, z, angle: Math.PI / 2, seat: 20 });

it('leave the middle of their dock where one beside them has no width', () => {
  const link = (to: number, revenue: number) => ({
    ...{ ...amounts(5, revenue), key: `1 Loyal to ${to}`, from: 1, to, gap: 1 as const, before: null },
  });
  const nodes = [node(0, 'web', 0), node(1, 'Loyal', 600), node(2, 'Coffee', 1000), node(2, 'Tea', -400)];
  const ecosystem: Ecosystem = { nodes, links: [link(2, 1000), link(3, -400)], total: amounts(10, 600) };
  const { links } = toCascade(ecosystem, [place(0, -9.6), place(0, -0.6), place(-4, 6.4), place(4, 6.4)]);
  expect(links[1]?.width).toBe(0);
  expect(links[0]?.width).toBeGreaterThan(1);
  expect(links[0]?.x0).toBeCloseTo(0);
  expect(links[0]?.x1).toBeCloseTo(-4);
});
