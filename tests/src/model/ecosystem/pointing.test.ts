/** What is pointed at stays what it is while numbers move. */
import { expect, it } from 'vitest';
import type { Cascade } from '../../../../src/model/ecosystem/cascade.ts';
import { NOTHING_POINTED, pointAt, pointedIn } from '../../../../src/model/ecosystem/pointing.ts';

const cascadeOf = (nodes: readonly string[], links: readonly string[]) =>
  ({ nodes: nodes.map((key) => ({ node: { key } })), links: links.map((key) => ({ link: { key } })) }) as unknown as Cascade;

it('is the same link and node in another order, and nothing where it is gone', () => {
  const before = cascadeOf(['web', 'Loyal'], ['web to Loyal', 'call to Loyal']);
  const after = cascadeOf(['app', 'web', 'Loyal'], ['call to Loyal', 'app to Loyal', 'web to Loyal']);
  expect(pointedIn(after, pointAt(before, { node: 0, link: -1 }))).toEqual({ node: 1, link: -1 });
  expect(pointedIn(after, pointAt(before, { node: -1, link: 0 }))).toEqual({ node: -1, link: 2 });
  expect(pointedIn(cascadeOf(['app'], []), pointAt(before, { node: 0, link: 1 }))).toEqual({ node: -1, link: -1 });
  // Sources come after all nodes, and are no part of the cascade.
  expect(pointedIn(before, pointAt(before, { node: 2, link: -1 }))).toEqual({ node: 2, link: -1 });
  expect(pointedIn(after, NOTHING_POINTED)).toEqual({ node: -1, link: -1 });
});
