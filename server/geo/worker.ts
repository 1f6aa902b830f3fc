/** The thread of the place search: it may take its time and its memory, and goes when nobody searches. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import type { PlaceSaid, ResolvedPlace } from '../../src/protocol/places.ts';
import { type Gazetteer, loadGazetteer } from './gazetteer.ts';
import { createPlaceSearch } from './placeSearch.ts';
import type { SearchReply, SearchRequest } from './searcher.ts';

if (parentPort) serve(parentPort);

function serve(port: MessagePort): void {
  const gazetteer = loadGazetteer();
  const search = createPlaceSearch(gazetteer);
  port.on('message', (request: SearchRequest) => {
    const places = 'said' in request ? request.said.map((said) => resolved(gazetteer, said)) : search.find(request.text, request.limit);
    port.postMessage({ call: request.call, places } satisfies SearchReply);
  });
}

function resolved(gazetteer: Gazetteer, said: PlaceSaid): ResolvedPlace {
  const { country, region, city } = gazetteer.resolve(said);
  const names = (['city', 'region', 'country'] as const).flatMap((level) => {
    const id = { city, region, country }[level];
    return id === null ? [] : [gazetteer.label(level, id) ?? id];
  });
  return { country, region, city, label: names.length === 0 ? null : names.join(', ') };
}
