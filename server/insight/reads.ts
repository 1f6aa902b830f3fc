/** The named reads of the archive: what is asked of it and is no aggregate. A new one is a line in each list here, and a route. */
import { encodeLandscape } from '../../src/protocol/landscape.ts';
import type { PlanAnswer } from '../../src/protocol/plan.ts';
import type { CustomerAnswer, KnownRecord, RecordsAnswer } from '../../src/protocol/records.ts';
import type { VerbatimsAnswer } from '../../src/protocol/verbatims.ts';
import type { Scope } from '../access/scope.ts';
import { refuseWalls } from '../access/wallRights.ts';
import type { QueryParts } from '../engine/query.ts';
import { readCustomer } from './customer.ts';
import { readLandscape } from './landscape.ts';
import { readPlan } from './plan.ts';
import { readRecords } from './records.ts';
import { readVerbatims } from './verbatims.ts';

/** What each answers. */
export interface NamedReads {
  /** What customers wrote, newest first, see `GET /v1/verbatims`. */
  readonly verbatims: VerbatimsAnswer;
  /** The events behind a figure, without what only the log knows, see `POST /v1/records`. */
  readonly records: RecordsAnswer<KnownRecord>;
  /** One customer, see `POST /v1/customer`; 404 for one of whom nothing is known. */
  readonly customer: CustomerAnswer;
  /** What is planned for each group, see `POST /v1/plan`. */
  readonly plan: PlanAnswer;
  /** The people over two measures as bytes, see `POST /v1/landscape`. */
  readonly landscape: Uint8Array;
}

export type ReadName = keyof NamedReads;

/** Throws {@link RequestError} 400 for what cannot be asked, naming the field, 403 for what a wall may not ask, 409 for an `asOf` of another epoch. */
type Read<Answer> = (asked: unknown, parts: QueryParts, nowMs: number, scope: Scope) => Promise<Answer>;

export const READS: { readonly [Name in ReadName]: Read<NamedReads[Name]> } = {
  verbatims: hiddenFromWalls('verbatims', readVerbatims),
  records: hiddenFromWalls('records', readRecords),
  customer: hiddenFromWalls('customer', readCustomer),
  plan: readPlan,
  landscape: async (asked, parts, nowMs, scope) => encodeLandscape(await readLandscape(asked, parts, nowMs, scope)),
};

function hiddenFromWalls<Answer>(name: ReadName, read: Read<Answer>): Read<Answer> {
  return async (asked, parts, nowMs, scope) => {
    refuseWalls(scope, name);
    return read(asked, parts, nowMs, scope);
  };
}
