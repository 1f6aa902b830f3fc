/** What a wall may look back to: moments that a saved tour shows, and the present that it has just been told of. Of any two moments it could set one event apart. */
import type { AsOf } from '../../src/protocol/query.ts';
import { type Engine, RequestError } from '../parts.ts';
import type { Scope } from './scope.ts';

interface Shown {
  readonly scenes: readonly { readonly search: string }[];
}

/** So long a wall may ask more of a moment that an answer was of: a sentence needs many answers of one moment. */
const TOLD_MS = 600_000;

/** An engine that answers a wall as of these moments alone: those of the tours, and those of its newest answers. Throws {@link RequestError} 403 for others. */
export function lookingBack(engine: Engine, tours: () => readonly Shown[], now: () => number = Date.now): Engine {
  /** When a wall was last told of a moment, the oldest first. */
  const told = new Map<string, number>();

  function check(asked: unknown, scope: Scope): void {
    if (scope.kind !== 'wall' || typeof asked !== 'object' || asked === null) return;
    const { asOf, now: instant } = asked as { readonly asOf?: Partial<AsOf> | null; readonly now?: unknown };
    if (!asOf && instant === undefined) return;
    const moment = asOf ? momentOf(asOf) : '';
    if (instant === undefined && now() - (told.get(moment) ?? Number.NEGATIVE_INFINITY) < TOLD_MS) return;
    const isMeant = (shown: string) => (instant === undefined ? shown.startsWith(`${moment},`) : shown === `${moment},${String(instant)}`);
    if (tours().some(({ scenes }) => scenes.some(({ search }) => isMeant(new URLSearchParams(search).get('asof') ?? '')))) return;
    throw instant === undefined
      ? new RequestError(403, 'wall', 'asOf: a wall looks back to the moments of saved tours alone, and to those it was just told of')
      : new RequestError(403, 'wall', 'now: a wall counts until the moments of saved tours alone, each with its asOf; leave it out');
  }

  function note(answer: Uint8Array): void {
    const moment = momentIn(answer);
    if (moment === null) return;
    told.delete(moment);
    told.set(moment, now());
    for (const [old, atMs] of told) {
      if (now() - atMs < TOLD_MS) break;
      told.delete(old);
    }
  }

  return {
    ...engine,
    query: async (query, scope, minSeq, form) => {
      check(query, scope);
      const answer = await engine.query(query, scope, minSeq, form);
      if (scope.kind === 'wall') note(answer);
      return answer;
    },
    view: async (query, scope, listener) => {
      check(query, scope);
      return engine.view(query, scope, listener);
    },
    read: async (name, asked, scope, minSeq) => {
      check(asked, scope);
      return engine.read(name, asked, scope, minSeq);
    },
  };
}

const momentOf = ({ epoch, seq }: Partial<AsOf>): string => `${epoch},${seq}`;

/** The moment that an answer is of, as text; null for a form that does not tell. No text within it can read so: its quotes would be escaped. */
function momentIn(answer: Uint8Array): string | null {
  const text = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  const at = text.indexOf('"asOf":{"epoch":');
  const found = at < 0 ? null : /^"asOf":(\{"epoch":"[^"\\]*","seq":\d+\})/.exec(text.toString('utf8', at, at + 200));
  return found?.[1] ? momentOf(JSON.parse(found[1]) as AsOf) : null;
}
