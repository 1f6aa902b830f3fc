import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { Doubts } from '../../../../src/ui/drawer/why/DriversTold.tsx';

const catalog = { timezone: 'UTC', extent: { from: '2026-01-05T00:00:00Z', to: '2026-11-23T00:00:00Z' } } as unknown as Catalog;
const times = {
  now: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  before: { from: '2026-09-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
};
const said = (at: string) =>
  renderToStaticMarkup(
    <CatalogContext value={catalog}>
      <Doubts found={{ times, at }} />
    </CatalogContext>,
  );

it('a window that was not over at the moment of the numbers is said not to be, however long ago that is', () => {
  expect(said('2026-10-12T00:00:00Z')).toContain('not over');
  expect(said('2026-11-23T00:00:00Z')).toBe('');
});
