/** Territories are a view on places: whatever happened to the archive and to the set meanwhile, every event counts in the area it lies in now. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../../server/engine/archive.ts';
import { planQuery } from '../../../server/engine/plan.ts';
import { answerQuery } from '../../../server/engine/query.ts';
import { createRegistry } from '../../../server/engine/registry.ts';
import { readTerritory, type Territory } from '../../../server/geo/territories/readTerritory.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { OWN_TERRITORIES, ownAreaAt } from '../../oracle/ownTerritories.ts';
import { sentArbitrary } from '../../oracle/randomEvents.ts';
import { resolveAll } from '../../oracle/resolving.ts';
import { type ServerProcess, startServer } from '../child.ts';
import { createCoder } from './objectCoder.ts';

const POINTS = [
  [13.4, 52.52],
  [13.41, 52.53],
  [-46.6, -23.5],
  [10.5, 64.7],
] as const;

function collection(...areas: readonly (readonly [name: string, west: number, south: number, east: number, north: number])[]): string {
  const features = areas.map(([name, west, south, east, north]) => ({
    type: 'Feature',
    properties: { name },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

const OTHER = collection(['North', -179.9, 10.03, 179.9, 89.9], ['South', -179.9, -89.9, 179.9, 10.03]);

describe('an archive with territories', () => {
  it('counts every event once, in its area, over restarts, changed sets and late sets', async () => {
    await fc.assert(
      fc.asyncProperty(sentArbitrary(40), fc.nat({ max: 40 }), async (sent, split) => {
        const dir = mkdtempSync(join(tmpdir(), 'orrery-areas-'));
        const events = resolveAll(sent);
        try {
          const runs: readonly (readonly Territory[])[] = [
            [],
            [readTerritory('sales', OWN_TERRITORIES)],
            [readTerritory('sales', OWN_TERRITORIES), readTerritory('halves', OTHER)],
            [readTerritory('sales', OTHER)],
          ];
          let from = 0;
          for (const [at, territories] of runs.entries()) {
            const to = at === runs.length - 1 ? events.length : Math.min(events.length, from + Math.ceil(split / runs.length));
            const told = await run(dir, territories, events.slice(from, to));
            from = to;
            for (const territory of territories)
              expect(told.get(territory.name)).toEqual(countByArea(events.slice(0, to), territory.name, at));
          }
        } finally {
          rmSync(dir, { recursive: true, force: true });
        }
      }),
      { seed: 4400, numRuns: 4 },
    );
  });
});

/** Turns the bits of a kilobyte over, at a share of the file. */
function spoil(path: string, share: number): void {
  const bytes = readFileSync(path);
  const from = Math.floor(bytes.length * share);
  for (let at = from; at < Math.min(bytes.length, from + 1024); at++) bytes[at] = ~(bytes[at] as number) & 255;
  writeFileSync(path, bytes);
}

/** Opens, takes events in, answers by each set, and closes. */
async function run(dir: string, territories: readonly Territory[], events: readonly ResolvedEvent[]) {
  const archive = await openArchive({ dir, epoch: 'e', settings: DEFAULT_SETTINGS, territories });
  const registry = createRegistry(DEFAULT_SETTINGS, archive.dictionaries, territories);
  const code = createCoder(DEFAULT_SETTINGS, archive.dictionaries);
  // Several batches, so that cells come again in later ones.
  for (let at = 0; at < events.length; at += 7) {
    archive.append(code(events.slice(at, at + 7)));
    await archive.flush();
  }
  const told = new Map<string, Readonly<Record<string, number>>>();
  for (const { name } of territories) {
    const plan = planQuery({ metrics: ['events'], groupBy: [`territory:${name}`] }, registry);
    const { rows } = await answerQuery(plan, { archive, registry, epoch: 'e', labelOf: () => null }, 0);
    told.set(name, Object.fromEntries(rows.map(([id, count]) => [String(id), Number(count)])));
  }
  await archive.close();
  return told;
}

function countByArea(events: readonly ResolvedEvent[], name: string, run: number): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const event of events) {
    const { lat, lon } = event.data;
    const isPlaced = lat !== undefined && lon !== undefined;
    const isOther = name === 'halves' || run === 3;
    const id = !isPlaced ? 'null' : isOther ? (lat > 10 ? 'North' : 'South') : String(ownAreaAt(lon, lat));
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

describe('territories on a real server', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({});
    const events = POINTS.flatMap(([lon, lat], at) =>
      Array.from({ length: at + 1 }, (_, n) => ({
        specversion: '1.0',
        id: `${at}-${n}`,
        source: 'shop',
        type: 'io.orrery.order.completed',
        data: { lat, lon, amount: 10 },
      })),
    );
    await server.post('/v1/events', [
      ...events,
      { specversion: '1.0', id: 'nowhere', source: 'shop', type: 'io.orrery.order.completed', data: { amount: 1 } },
    ]);
  });
  afterAll(() => server.dispose());

  const revenue = async (set: string) => {
    const { rows, labels } = await server.query({ metrics: ['revenue'], groupBy: [`territory:${set}`] });
    return { rows: Object.fromEntries(rows.map(([id, amount]) => [String(id), amount])), labels };
  };
  const keep = (name: string, geojson: unknown) => server.post('/v1/territories', { name, geojson });
  const health = async () => (await (await fetch(`${server.url}/health`)).json()) as { notices: string[] };

  it('are kept over HTTP, count past events at once, sum to the whole, and can be replaced and taken away', async () => {
    const kept = await keep('Sales', JSON.parse(OWN_TERRITORIES));
    expect([kept.status, await kept.json()]).toEqual([
      200,
      { territories: [{ id: 'territory:sales', name: 'sales', label: 'Sales', areas: 3 }], problems: [] },
    ]);
    expect((await revenue('sales')).rows).toEqual({ Mitte: 10, Berlin: 20, 'São Paulo & coast': 30, null: 41 });
    const catalog = (await (await fetch(`${server.url}/v1/catalog`)).json()) as {
      dimensions: { id: string; label: string; kind: string }[];
    };
    expect(catalog.dimensions.find(({ id }) => id === 'territory:sales')).toEqual({ id: 'territory:sales', label: 'Sales', kind: 'area' });
    const shapes = (await (await fetch(`${server.url}/v1/territories/sales`)).json()) as { features: unknown[] };
    expect(shapes.features).toHaveLength(3);

    expect((await keep('sales', OTHER)).status).toBe(200);
    expect((await revenue('sales')).rows).toEqual({ North: 70, South: 30, null: 1 });
    const gone = await fetch(`${server.url}/v1/territories/sales`, { method: 'DELETE' });
    expect(await gone.json()).toEqual({ territories: [], problems: [] });
    expect((await server.post('/v1/query', { metrics: ['revenue'], groupBy: ['territory:sales'] })).status).toBe(400);
    expect((await fetch(`${server.url}/v1/territories/sales`, { method: 'DELETE' })).status).toBe(404);
  });

  it('refuse no question that is asked while they are drawn anew', async () => {
    const asked = { metrics: ['revenue'], groupBy: ['country'] };
    const refusals: string[] = [];
    let isDone = false;
    const asking = Array.from({ length: 4 }, async () => {
      while (!isDone) {
        const answer = await server.post('/v1/query', asked);
        const told = await answer.text();
        if (!answer.ok) refusals.push(told);
      }
    });
    for (let turn = 0; turn < 6; turn++) expect((await keep('turns', turn % 2 ? OTHER : JSON.parse(OWN_TERRITORIES))).status).toBe(200);
    await fetch(`${server.url}/v1/territories/turns`, { method: 'DELETE' });
    isDone = true;
    await Promise.all(asking);
    expect(refusals).toEqual([]);
  });

  it('that are wrong are refused with the feature and the reason, and nothing is kept', async () => {
    const wrong = await keep('bad', { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: null }] });
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { error: { code: 'bad_territories', message: expect.stringContaining('bad: features[0]: has no name') } },
    ]);
    expect((await keep('', OTHER)).status).toBe(400);
    expect((await server.post('/v1/territories', [])).status).toBe(400);
    expect(readdirSync(join(server.dataDir, 'territories'))).toEqual([]);
  });

  it('may come as a file that is larger within JSON than by itself; what is larger itself is told how to mend it', async () => {
    const mebibyte = 1024 * 1024;
    const sales = JSON.stringify(JSON.parse(OWN_TERRITORIES));
    expect((await keep('spaced', sales + '\n'.repeat(10 * mebibyte))).status).toBe(200);
    const large = await keep('large', sales + ' '.repeat(16 * mebibyte));
    expect([large.status, await large.text()]).toEqual([
      400,
      expect.stringContaining('large: is larger than 16 MiB; simplify its outlines'),
    ]);
    // Fewer letters, but more bytes: once kept, it would not be read again.
    const wide = await keep('spaced', JSON.stringify({ ...JSON.parse(OWN_TERRITORIES), note: '\u3000'.repeat(6 * mebibyte) }));
    expect([wide.status, await wide.text()]).toEqual([400, expect.stringContaining('simplify its outlines')]);
    expect((await revenue('spaced')).rows).toMatchObject({ null: 41 });
    await fetch(`${server.url}/v1/territories/spaced`, { method: 'DELETE' });
  });

  it('are there after kill -9, and after the archive was damaged; a wrong file is left out and told', async () => {
    await keep('halves', OTHER);
    const { dataDir } = server;
    await server.kill();
    for (const file of readdirSync(dataDir).filter((name) => name.startsWith('archive.duckdb')))
      writeFileSync(join(dataDir, file), 'no archive');
    writeFileSync(join(dataDir, 'territories', 'wrong.geojson'), '{"type":"FeatureCollection"}');
    server = await startServer({ dataDir });
    expect((await revenue('halves')).rows).toEqual({ North: 70, South: 30, null: 1 });
    for (const share of [0.3, 0.7]) {
      await server.kill('SIGTERM');
      spoil(join(dataDir, 'archive.duckdb'), share);
      server = await startServer({ dataDir });
      expect((await revenue('halves')).rows, `damaged at ${share}`).toEqual({ North: 70, South: 30, null: 1 });
    }
    expect((await revenue('halves')).rows).toEqual({ North: 70, South: 30, null: 1 });
    expect((await health()).notices).toContainEqual(
      expect.stringContaining('territories/wrong.geojson: must be a GeoJSON FeatureCollection'),
    );
  });
});
