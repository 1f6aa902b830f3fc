/** The way of NDJSON through the log but for its disk: each line read and checked, told from repeats, resolved and written with its table. */

import { createBatchWriter } from '../../server/log/batchWriter.ts';
import { ByteSource } from '../../server/log/byteWriter.ts';
import type { EventTable } from '../../server/log/eventTable.ts';
import { createHashIndex } from '../../server/log/hashIndex.ts';
import { createIdentityHash, newIdentityKey } from '../../server/log/identity.ts';
import { createImports } from '../../server/log/imports.ts';
import { createPlacePieces } from '../../server/log/placePieces.ts';
import { ORIGIN, PLACE, type PlaceRole } from '../../server/log/placeRoles.ts';
import { createPlainStaging } from '../../server/log/plainStaging.ts';
import { createPlainWriter } from '../../server/log/plainWriter.ts';
import { tableFields } from '../../server/log/readEventTable.ts';
import { createResolvers } from '../../server/log/resolvers.ts';
import { createSegments } from '../../server/log/segments.ts';
import { DEFAULT_SETTINGS } from '../../server/settings.ts';
import { createPlainReader } from '../../server/sources/plainEvent.ts';

const LINE_FEED = 0x0a;

/** Takes the sender's place codes as they are. */
const AS_SENT = {
  resolve: ({ country, region }: { readonly country?: string; readonly region?: string }) => {
    return { country: country ?? null, region: region ?? null, city: null, cell: null };
  },
};

/** Reads bodies of NDJSON one after the other; the tables of one stand in memory that the next uses again. Throws at a line that is not plain. */
export function createLineReader(): (body: Buffer) => readonly EventTable[] {
  const resolvers = createResolvers(DEFAULT_SETTINGS, AS_SENT);
  const fields = tableFields([]);
  const plain = createPlainReader({ summed: [], found: [] });
  const contents = {
    index: createHashIndex(),
    segments: createSegments(),
    imports: createImports(),
    writeHash: createIdentityHash(newIdentityKey()),
  };
  const writer = createBatchWriter({ fields, plainWriter: createPlainWriter(plain, fields), ...contents });
  const piecesOf = (role: PlaceRole) => createPlacePieces(AS_SENT, role, (name) => plain.slot(`data.${name}`));
  const staging = createPlainStaging({
    plain,
    places: piecesOf(PLACE),
    origins: piecesOf(ORIGIN),
    writer,
    contents,
    convert: resolvers.convert,
  });
  return (body) => {
    const input = new ByteSource(body);
    writer.begin(writer.seq);
    for (let from = 0; from < body.length; ) {
      const to = body.indexOf(LINE_FEED, from);
      if (!staging.take(input, from, to, 0)) throw new Error(`not plain: ${body.toString('utf8', from, to)}`);
      from = to + 1;
    }
    return writer.finish().map(({ table }) => table);
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
