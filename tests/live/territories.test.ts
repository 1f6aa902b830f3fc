import { afterEach, expect, it, vi } from 'vitest';
import { keepTerritories } from '../../src/live/territories.ts';

afterEach(() => vi.unstubAllGlobals());

/** A server that keeps what it has under the name of a file, which holds no brackets. */
const LISTED = { territories: [{ id: 'territory:sales-1', name: 'sales-1', label: 'sales -1-', areas: 2 }], problems: [] };

it('territories that take the place of others of the same name are told as kept, however the file is called', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(LISTED)));
  expect(await keepTerritories(' sales (1) ', '{}')).toEqual(LISTED.territories[0]);
  await expect(keepTerritories('other', '{}')).rejects.toThrow('other: kept, but not listed');
});
