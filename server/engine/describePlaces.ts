/** Places and the company's own territories, in the words of OpenAPI. */
import { answer, integer, json, list, nullable, number, oneOf, record, refused, type Schema, text } from './schemaWords.ts';

export function placePaths(): Schema {
  const place = record({
    level: oneOf('country', 'region', 'city'),
    id: text,
    label: text,
    country: nullable(text),
    region: nullable(text),
    within: text,
  });
  const said = { country: text, region: text, city: text, postal_code: text, lat: number, lon: number };
  const parameters = [
    { name: 'q', in: 'query', required: true, schema: text, description: 'The beginning of a name, in any language' },
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 8 } },
  ];
  return {
    '/v1/places': {
      get: {
        summary: 'Places by any of their names, best first',
        parameters,
        responses: { 200: answer('Places', record({ places: list(place) })), ...refused(400) },
      },
    },
    '/v1/places/resolved': {
      post: {
        summary: 'Where events that name these places would stand, in the order asked; nothing is stored',
        requestBody: {
          required: true,
          ...json(record({ places: { ...list({ ...record(said, Object.keys(said)), additionalProperties: false }), maxItems: 500 } })),
        },
        responses: {
          200: answer(
            'Their ids, null where nothing is found',
            record({
              places: list(record({ country: nullable(text), region: nullable(text), city: nullable(text), label: nullable(text) })),
            }),
          ),
          ...refused(400),
        },
      },
    },
  };
}

export function territoryPaths(): Schema {
  const set = record({ id: text, name: text, label: text, areas: integer });
  const sets = answer(
    'The sets of territories, and the files that could not be used',
    record({ territories: list(set), problems: list(text) }),
  );
  const area = record({
    type: { const: 'Feature' },
    properties: record({ id: text, name: text }),
    geometry: record({ type: { const: 'MultiPolygon' }, coordinates: list(list(list(list(number)))) }),
  });
  const shapes = record({ type: { const: 'FeatureCollection' }, features: list(area) });
  const named = [{ name: 'name', in: 'path', required: true, schema: text }];
  const body = record({ name: text, geojson: { description: 'A GeoJSON FeatureCollection of Polygons and MultiPolygons, or its text' } });
  return {
    '/v1/territories': {
      get: { summary: "The company's own territories, each set a dimension territory:<name>", responses: { 200: sets } },
      post: {
        summary: 'Keep a set of territories; one of the same name is replaced, and all events are judged by it',
        description:
          'An area is called by the id of its feature, else by its property "id" or "name"; features of one id are one area. Where areas overlap, the first of the file counts. An event lies where its coordinates do, else its postal code, else its city; one in no area has the id null.',
        requestBody: { required: true, ...json(body) },
        responses: { 200: sets, ...refused(400, 503) },
      },
    },
    '/v1/territories/{name}': {
      get: {
        summary: 'The outlines of a set as GeoJSON',
        parameters: named,
        responses: { 200: answer('GeoJSON', shapes), ...refused(404) },
      },
      delete: { summary: 'Take a set away', parameters: named, responses: { 200: sets, ...refused(404, 503) } },
    },
  };
}
