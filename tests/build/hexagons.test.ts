import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as whole from 'h3-js';
import { expect, it } from 'vitest';
import { lean } from '../../build/hexagons.ts';
import { ROOT } from '../../server/root.ts';
import { newDataDir } from '../server/child.ts';

it('the lean library of hexagons answers as the whole one, also at pentagons and poles', async () => {
  const code = readFileSync(join(ROOT, 'node_modules/h3-js/dist/h3-js.es.js'), 'utf8');
  const file = join(newDataDir(), 'lean.mjs');
  writeFileSync(file, lean(code).replace(/\/\/# sourceMappingURL=.*/, ''));
  const made = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as typeof whole;
  rmSync(dirname(file), { recursive: true });
  const cells = [1, 4, 5, 7].flatMap((resolution) => [
    ...whole.getPentagons(resolution),
    ...Array.from({ length: 60 }, (_, at) => whole.latLngToCell(-90 + (at * 180) / 59, (at * 137.5) % 360, resolution)),
  ]);
  for (const cell of cells) {
    expect(made.cellToBoundary(cell)).toEqual(whole.cellToBoundary(cell));
    expect(made.cellToLatLng(cell)).toEqual(whole.cellToLatLng(cell));
    expect(made.gridDisk(cell, 1)).toEqual(whole.gridDisk(cell, 1));
    expect(made.latLngToCell(...whole.cellToLatLng(cell), whole.getResolution(cell))).toBe(cell);
  }
});
