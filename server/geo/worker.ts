/** The thread of the place search: it may take its time and its memory, and goes when nobody searches. */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { loadGazetteer } from './gazetteer.ts';
import { createPlaceSearch } from './placeSearch.ts';
import type { SearchReply, SearchRequest } from './searcher.ts';

if (parentPort) serve(parentPort);

function serve(port: MessagePort): void {
  const search = createPlaceSearch(loadGazetteer());
  port.on('message', ({ call, text, limit }: SearchRequest) => {
    port.postMessage({ call, places: search.find(text, limit) } satisfies SearchReply);
  });
}
