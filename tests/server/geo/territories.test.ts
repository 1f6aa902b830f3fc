import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAreaFinder } from '../../../server/geo/territories/areaFinder.ts';
import { readTerritory } from '../../../server/geo/territories/readTerritory.ts';
import { dropTerritory, keepTerritory, loadTerritories } from '../../../server/geo/territories/territoryFolder.ts';
import { territoryName } from '../../../src/protocol/territories.ts';
import { squareRing } from '../../squareRing.ts';

type Ring = [number, number][];
const feature = (properties: object, rings: readonly Ring[], id?: string | number) => ({
  type: 'Feature',
  ...(id === undefined ? {} : { id }),
  properties,
  geometry: { type: 'Polygon', coordinates: rings },
});
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

describe('a set of territories', () => {
  it('is read with the id of each feature, else its id or name; features of one id are one area', () => {
    const set = readTerritory(
      'Vendas São Paulo',
      collection(
        feature({ name: 'North' }, [squareRing(0, 0, 10)], 7),
        feature({ name: 'South' }, [squareRing(0, -20, 10)]),
        feature({ name: 'South' }, [squareRing(40, -20, 10)]),
      ),
    );
    expect([set.name, set.label]).toEqual(['vendas-sao-paulo', 'Vendas São Paulo']);
    expect(set.areas).toEqual([
      { id: '7', label: 'North' },
      { id: 'South', label: 'South' },
    ]);
    expect([set.areaAt(5, 5), set.areaAt(5, -15), set.areaAt(45, -15), set.areaAt(5, -5)]).toEqual([1, 2, 2, 0]);
    expect(set.shapes.features.map(({ properties, geometry }) => [properties.id, geometry.coordinates.length])).toEqual([
      ['7', 1],
      ['South', 2],
    ]);
  });

  it('may be one feature alone, or one outline, which is called as the set is', () => {
    const alone = feature({ name: 'North' }, [squareRing(0, 0, 10)]);
    expect(readTerritory('Sales', JSON.stringify(alone)).areas).toEqual([{ id: 'North', label: 'North' }]);
    const { areas, areaAt } = readTerritory('Sales', JSON.stringify(alone.geometry));
    expect([areas, areaAt(5, 5), areaAt(15, 5)]).toEqual([[{ id: 'Sales', label: 'Sales' }], 1, 0]);
  });

  it('gives a point in several areas to the first of the file, and one in a hole to none', () => {
    const { areaAt } = readTerritory(
      'x',
      collection(
        feature({ name: 'ring' }, [squareRing(0, 0, 10), squareRing(4, 4, 2)]),
        feature({ name: 'all' }, [squareRing(-20, -20, 22)]),
      ),
    );
    expect([areaAt(1, 1), areaAt(5, 5), areaAt(-1, -1)]).toEqual([1, 0, 2]);
  });

  it('may reach over the date line, either way of writing it', () => {
    const { areaAt } = readTerritory(
      'x',
      collection(feature({ name: 'east' }, [squareRing(175, 0, 10)]), feature({ name: 'west' }, [squareRing(-185, -20, 10)])),
    );
    expect([areaAt(179, 5), areaAt(-176, 5), areaAt(-174, 5), areaAt(178, -15), areaAt(-179, -15)]).toEqual([1, 1, 0, 2, 2]);
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'must be a GeoJSON FeatureCollection'],
    [collection(), 'has no features'],
    [collection({ type: 'Point' }), 'features[0]: must be a Feature'],
    [collection(feature({}, [squareRing(0, 0, 1)])), 'features[0]: has no name'],
    [
      collection(feature({ name: 'a' }, [squareRing(0, 0, 1)]), {
        type: 'Feature',
        properties: { name: 'b' },
        geometry: { type: 'Point', coordinates: [0, 0] },
      }),
      'features[1]: "b": its geometry is "Point"',
    ],
    [collection(feature({ name: 'a' }, [squareRing(500_000, 4_600_000, 1000)])), 'must be degrees'],
    [
      collection(
        feature({ name: 'a' }, [
          [
            [0, 0],
            [1, 1],
          ],
        ]),
      ),
      'fewer than three corners',
    ],
    [
      collection({ type: 'Feature', properties: { name: 'a' }, geometry: { type: 'Polygon', coordinates: [[[0, 'x']]] } }),
      'no pair of numbers',
    ],
    [collection({ type: 'Feature', properties: { name: 'a' }, geometry: null }), 'its geometry is null'],
  ])('that cannot be read says what and where: %s', (text, problem) => {
    expect(() => readTerritory('Sales', text)).toThrow('Sales: ');
    expect(() => readTerritory('Sales', text)).toThrow(problem);
  });

  it('has another fingerprint when an outline or the order of areas is another, and the same for the same', () => {
    const one = collection(feature({ name: 'a' }, [squareRing(0, 0, 1)]), feature({ name: 'b' }, [squareRing(5, 0, 1)]));
    const other = collection(feature({ name: 'b' }, [squareRing(5, 0, 1)]), feature({ name: 'a' }, [squareRing(0, 0, 1)]));
    expect(readTerritory('x', one).fingerprint).toBe(readTerritory('y', one).fingerprint);
    expect(readTerritory('x', one).fingerprint).not.toBe(readTerritory('x', other).fingerprint);
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['Vertrieb Süd', 'vertrieb-sud'],
    ['  ', null],
    ['地区', null],
  ])('is called by plain letters: %s', (label, name) => expect(territoryName(label)).toBe(name));
});

describe('the finder of areas', () => {
  /** Even-odd over every edge, as the books have it. */
  const inside = (rings: readonly Ring[], x: number, y: number): boolean =>
    rings.reduce(
      (odd, ring) =>
        ring.slice(1).reduce((held, [bx, by], at) => {
          const [ax, ay] = ring[at] as [number, number];
          return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !held : held;
        }, odd),
      false,
    );
  const degrees = fc.integer({ min: -60_000, max: 60_000 }).map((thousandths) => thousandths / 1000);
  const corner = fc.tuple(degrees, degrees);
  const ring = fc.array(corner, { minLength: 3, maxLength: 90 }).map((corners): Ring => [...corners, corners[0] as [number, number]]);

  it('finds the first area by the even-odd rule, however long the outlines are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(ring, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 5 }),
        fc.array(corner, { minLength: 20, maxLength: 40 }),
        (areas, points) => {
          const find = createAreaFinder(areas.map((rings) => [rings]));
          for (const [x, y] of points) expect(find(x, y)).toBe(areas.findIndex((rings) => inside(rings, x, y)) + 1);
        },
      ),
      { seed: 4400, numRuns: 60 },
    );
  });
});

describe('the folder of territories', () => {
  it('leaves out what cannot be used, and says why', () => {
    const dir = mkdtempSync(join(tmpdir(), 'orrery-territories-'));
    try {
      expect(loadTerritories(join(dir, 'none'))).toEqual({ territories: [], problems: [] });
      mkdirSync(join(dir, 't'));
      writeFileSync(join(dir, 't', 'sales.geojson'), collection(feature({ name: 'a' }, [squareRing(0, 0, 1)])));
      writeFileSync(join(dir, 't', 'Sales.json'), collection(feature({ name: 'b' }, [squareRing(0, 0, 1)])));
      writeFileSync(join(dir, 't', 'broken.geojson'), collection(feature({}, [squareRing(0, 0, 1)])));
      writeFileSync(join(dir, 't', 'notes.txt'), 'x');
      const { territories, problems } = loadTerritories(join(dir, 't'));
      expect(territories.map(({ name }) => name)).toEqual(['sales']);
      // The others cost time, and may be large.
      expect(loadTerritories(join(dir, 't'), 'sales')).toMatchObject({
        territories: [{ name: 'sales' }],
        problems: [expect.stringContaining('sales.geojson')],
      });
      expect(loadTerritories(join(dir, 't'), 'SALES')).toEqual({ territories: [], problems: [] });
      expect(problems).toEqual([
        expect.stringContaining('territories/broken.geojson: features[0]: has no name'),
        expect.stringMatching(/territories\/sales\.geojson: its name, sales, is that of another file/),
      ]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('keeps a set under its name, replaces it, and takes it away', () => {
    const dir = mkdtempSync(join(tmpdir(), 'orrery-territories-'));
    try {
      const [one, other] = [
        collection(feature({ name: 'a' }, [squareRing(0, 0, 1)])),
        collection(feature({ name: 'b' }, [squareRing(0, 0, 1)])),
      ];
      keepTerritory(dir, readTerritory('../Sales', one), one);
      keepTerritory(dir, readTerritory('sales', other), other);
      expect(loadTerritories(dir).territories.map(({ areas }) => areas[0]?.id)).toEqual(['b']);
      expect([dropTerritory(dir, 'sales'), dropTerritory(dir, 'sales')]).toEqual([true, false]);
      expect(loadTerritories(dir)).toEqual({ territories: [], problems: [] });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('keeps a set under its own name, however its accents and signs are written', () => {
    const dir = mkdtempSync(join(tmpdir(), 'orrery-territories-'));
    try {
      const text = collection(feature({ name: 'a' }, [squareRing(0, 0, 1)]));
      // Some systems write the names of their files with each accent as a letter of its own.
      for (const label of ['Região Sul'.normalize('NFD'), '№ 5', 'Sales (EMEA) ™', 'Vendas/2026']) {
        const set = readTerritory(label, text);
        keepTerritory(dir, set, text);
        expect(loadTerritories(dir, set.name).territories.map(({ name }) => name)).toEqual([set.name]);
      }
      expect(loadTerritories(dir).territories.map(({ name, label }) => [name, label])).toEqual([
        ['no-5', 'no-5'],
        ['regiao-sul', 'Região Sul'],
        ['sales-emea-tm', 'sales-emea-tm'],
        ['vendas-2026', 'Vendas-2026'],
      ]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('keeps what was there where the new set cannot take its place', () => {
    const dir = mkdtempSync(join(tmpdir(), 'orrery-territories-'));
    try {
      const [one, other] = [
        collection(feature({ name: 'a' }, [squareRing(0, 0, 1)])),
        collection(feature({ name: 'b' }, [squareRing(0, 0, 1)])),
      ];
      keepTerritory(dir, readTerritory('Sales', one), one);
      mkdirSync(join(dir, 'sales.geojson'));
      expect(() => keepTerritory(dir, readTerritory('sales', other), other)).toThrow();
      expect(loadTerritories(dir).territories.map(({ areas }) => areas[0]?.id)).toEqual(['a']);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
