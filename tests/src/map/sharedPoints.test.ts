/** Shapes of the shipped earth, with the points of their lines shared. */
import { readFileSync } from 'node:fs';
import type { MultiLineString, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { withSharedPoints } from '../../../src/map/sharedPoints.ts';
import { readArcs } from '../../../src/protocol/arcText.ts';

function read(name: string): Topology {
  const told = JSON.parse(readFileSync(`public/geo/${name}.json`, 'utf8'));
  return typeof told.arcs === 'string' ? { ...told, arcs: readArcs(told.arcs) } : told;
}

const shapeOf = (topology: Topology, name: string) => feature(topology, topology.objects[name] as GeometryObject);

describe.each(['world', 'countries', 'regions', 'water'])('the shapes of %s', (file) => {
  const topology = read(file);
  const shared = withSharedPoints(topology);

  it('are the same as without', () => {
    for (const name of Object.keys(topology.objects)) expect(shapeOf(shared, name)).toEqual(shapeOf(topology, name));
  });
});

/** Every point of a shape, however deep it stands. */
function pointsOf(coordinates: unknown): Position[] {
  const list = coordinates as unknown[];
  return typeof list[0] === 'number' ? [list as Position] : list.flatMap(pointsOf);
}

it('countries hold the very points of their coast and borders, all but those where lines meet', () => {
  const shared = withSharedPoints(read('world'));
  const held = (name: string) => {
    const shape = shapeOf(shared, name);
    const features = shape.type === 'FeatureCollection' ? shape.features : [shape];
    return features.flatMap(({ geometry }) => pointsOf((geometry as Polygon | MultiLineString).coordinates));
  };
  const own = new Set(held('countries'));
  const lines = [...held('coast'), ...held('borders')];
  expect(lines.length).toBeGreaterThan(1000);
  expect(lines.filter((point) => own.has(point)).length).toBeGreaterThan(0.9 * lines.length);
});
