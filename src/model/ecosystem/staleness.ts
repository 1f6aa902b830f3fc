/** What of the picture rests on sources that are late or lost: which share of every node and link, and which sources. */
import type { AnswerTable } from '../../protocol/table.ts';
import { toEcosystem } from './ecosystem.ts';
import { keysOf } from './ranks.ts';
import type { Seats } from './seats.ts';
import { type EcosystemAnswers, keyOf, valueAt } from './sums.ts';

export interface Staleness {
  /** Share (0-1) of the events of each node and link that come from them, by key; those without any are left out. */
  readonly shares: ReadonlyMap<string, number>;
  /** The silent sources that feed each node of the far rank, by key. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

export const NOTHING_STALE: Staleness = { shares: new Map(), sources: new Map() };

/** From the answers that only the silent sources give (`part`) and those of all. */
export function stalenessOf(seats: Seats, part: EcosystemAnswers, whole: EcosystemAnswers): Staleness {
  const shares = new Map<string, number>();
  const nameless = () => '';
  const [own, all] = [toEcosystem(seats, part, null, nameless), toEcosystem(seats, whole, null, nameless)];
  const events = new Map([...all.nodes, ...all.links].map((each) => [each.key, each.events]));
  for (const each of [...own.nodes, ...own.links]) {
    const share = each.events / (events.get(each.key) || Number.POSITIVE_INFINITY);
    if (share > 0) shares.set(each.key, Math.min(1, share));
  }
  return { shares, sources: sourcesOf(seats, part.nodes[0]) };
}

function sourcesOf(seats: Seats, table: AnswerTable | undefined): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  const [far] = seats.ranks;
  const at = keysOf(far).indexOf('source');
  for (let row = 0; at >= 0 && row < (table?.rowCount ?? 0); row++) {
    const source = table?.keys[at]?.[row] ?? null;
    const key = `0 ${keyOf(valueAt(table as AnswerTable, far, 0, row))}`;
    const known = sources.get(key) ?? [];
    if (source !== null && !known.includes(source)) sources.set(key, [...known, source]);
  }
  return sources;
}
