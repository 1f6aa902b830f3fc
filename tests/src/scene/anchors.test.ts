/** Where the regions of the landscape stand on the page, for the way to another picture. */
import { expect, it } from 'vitest';
import { regionAnchors } from '../../../src/scene/anchors.ts';

it('call a region by its name, whatever signs it has and whatever stands beside it', () => {
  const button = (name: string, beside: string) => ({
    dataset: { rule: 'loyal' },
    textContent: name + beside,
    getBoundingClientRect: () => ({ left: 10, top: 20, width: 80, height: 30 }),
    querySelector: (selector: string) => (selector === '.scene-name' ? { textContent: name } : null),
  });
  const found = [button('VIP 2026', '57€5.0 M'), button('Loyal', '€5.0 M · 3 people')];
  const labels = { querySelectorAll: () => found } as unknown as HTMLElement;
  expect(regionAnchors(labels).map(({ id, name, x, y }) => [id, name, x, y])).toEqual([
    ['segment:rule loyal', 'VIP 2026', 50, 35],
    ['segment:rule loyal', 'Loyal', 50, 35],
  ]);
});
