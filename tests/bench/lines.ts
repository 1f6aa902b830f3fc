/** The way of NDJSON through the log but for its disk: each line read and checked, told from repeats, resolved and written with its table. */

import { createBatchWriter } from '../../server/log/batchWriter.ts';
import type { EventTable } from '../../server/log/eventTable.ts';
import { createHashIndex } from '../../server/log/hashIndex.ts';
import { createIdentityHash, newIdentityKey } from '../../server/log/identity.ts';
import { createImports } from '../../server/log/imports.ts';
import type { Contents } from '../../server/log/openedLog.ts';
import { createPlacePieces } from '../../server/log/placePieces.ts';
import { ORIGIN, PLACE, type PlaceRole } from '../../server/log/placeRoles.ts';
import { createPlainStaging } from '../../server/log/plainStaging.ts';
import { createPlainWriter } from '../../server/log/plainWriter.ts';
import { tableFields } from '../../server/log/readEventTable.ts';
import type { ResolvedEvent } from '../../server/log/resolvedEvent.ts';
import { createResolvers } from '../../server/log/resolvers.ts';
import { createSegments } from '../../server/log/segments.ts';
import { createStaging } from '../../server/log/staging.ts';
import { DEFAULT_SETTINGS } from '../../server/settings.ts';
import { createPlainReader } from '../../server/sources/plainEvent.ts';

const LINE_FEED = 0x0a;

/** Takes the sender's place codes as they are. */
const AS_SENT = {
  resolve: ({ country, region }: { readonly country?: string; readonly region?: string }) => {
    return { country: country ?? null, region: region ?? null, city: null, cell: null };
  },
};

/** Stands for all earlier events, which a hash may lead to: no event of the bench comes twice. */
const ANOTHER = { source: '', id: '' } as ResolvedEvent;

/** Reads bodies of NDJSON one after the other; the tables of one stand in memory that the next uses again. Throws at a line that is no event. */
export function createLineReader(): (body: Buffer) => readonly EventTable[] {
  const resolvers = createResolvers(DEFAULT_SETTINGS, AS_SENT);
  const fields = tableFields([]);
  const plain = createPlainReader({ summed: [], found: [] });
  const contents: Contents = {
    index: createHashIndex(),
    segments: createSegments(),
    imports: createImports(),
    writeHash: createIdentityHash(newIdentityKey()),
    firstSeqs: [],
    seq: 0,
  };
  const writer = createBatchWriter({ fields, plainWriter: createPlainWriter(plain, fields), ...contents });
  const piecesOf = (role: PlaceRole) => createPlacePieces(AS_SENT, role, (name) => plain.slot(`data.${name}`));
  const [places, origins] = [piecesOf(PLACE), piecesOf(ORIGIN)];
  const quick = createPlainStaging({ plain, places, origins, writer, contents, convert: resolvers.convert });
  return (body) => {
    const staging = createStaging({ ...resolvers, contents, writer, plain: quick, eventAt: () => ANOTHER, receivedMs: 0 });
    const { rejected } = staging.add({ bytes: body, wellFormed: true });
    if (rejected.length > 0) throw new Error(`no event: ${JSON.stringify(rejected[0])}`);
    contents.seq = writer.seq;
    return staging.batches().map(({ table }) => table);
  };
}

/** Reads and checks every line and does nothing more with it. Throws at a line that is not plain. */
export function createLineChecker(): (body: Buffer) => void {
  const plain = createPlainReader({ summed: [], found: [] });
  return (body) => {
    for (let from = 0; from < body.length; ) {
      const to = body.indexOf(LINE_FEED, from);
      if (!plain.read(body, from, to)) throw new Error(`not plain: ${body.toString('utf8', from, to)}`);
      from = to + 1;
    }
  };
}
