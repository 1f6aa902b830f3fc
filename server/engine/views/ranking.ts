/** Which groups a limited answer shows: the first of the answer's order, kept while groups change, come and go. */
import { grown } from '../grown.ts';
import { compareIds } from '../order.ts';
import { IdKeys } from './idKeys.ts';
import { RankHeap } from './rankHeap.ts';

export interface Ranking {
  /** Takes in groups that may have changed; answers which came among the first or left them, some perhaps more than once. */
  update(changed: Iterable<number>): number[];
  isFirst(group: number): boolean;
  bytes(): number;
}

interface Options {
  readonly limit: number;
  readonly dimensions: number;
  /** Time dimensions, which rank before all else. */
  readonly timeDimensions: readonly number[];
  isAlive(group: number): boolean;
  codeOf(group: number, dimension: number): number;
  idOf(group: number, dimension: number): string | null;
  /** The first metric, NaN for null. */
  firstOf(group: number): number;
}

/** The first are in one heap with the last of them on top, the others in one with the first of them on top. */
export function createRanking(options: Options): Ranking {
  const { limit, isAlive } = options;
  /** The first metric as it was when the group got its place, -Infinity for null. */
  let ranked = new Float64Array(16);
  const { dimensions, timeDimensions, idOf } = options;
  // Of the dimension that tells groups of equal rank apart first.
  const decisive = Array.from({ length: dimensions }, (_, at) => at).find((at) => !timeDimensions.includes(at));
  const ids = new IdKeys((group) => (decisive === undefined ? null : idOf(group, decisive)));
  const isBefore = createOrder(
    options,
    (group) => ranked[group] as number,
    (group) => ids.of(group),
  );
  const first = new RankHeap((a, b) => isBefore(b, a));
  const others = new RankHeap(isBefore);

  function place(group: number): void {
    const heap = first.has(group) ? first : others.has(group) ? others : null;
    if (!isAlive(group)) {
      heap?.delete(group);
      return;
    }
    ranked = grown(ranked, group + 1);
    const before = ranked[group] as number;
    const value = options.firstOf(group);
    ranked[group] = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
    const now = ranked[group] as number;
    if (!heap) {
      ids.add(group, placed);
      others.add(group);
    } else if (now !== before) heap.move(group, heap === others ? now > before : now < before);
  }

  function* placed(): Generator<number> {
    yield* first.groups();
    yield* others.groups();
  }

  function exchange(from: RankHeap, to: RankHeap): number {
    const group = from.top;
    from.delete(group);
    to.add(group);
    return group;
  }

  return {
    update(changed) {
      for (const group of changed) place(group);
      const moved: number[] = [];
      while (others.size > 0 && first.size < limit) moved.push(exchange(others, first));
      while (others.size > 0 && isBefore(others.top, first.top)) moved.push(exchange(first, others), exchange(others, first));
      return moved;
    },
    isFirst: (group) => first.has(group),
    bytes: () => ranked.byteLength + first.bytes + others.bytes + ids.bytes,
  };
}

function createOrder(
  { dimensions, timeDimensions, codeOf, idOf }: Options,
  ranked: (group: number) => number,
  keyOf: (group: number) => number,
) {
  return (a: number, b: number): boolean => {
    for (const at of timeDimensions) {
      const difference = codeOf(a, at) - codeOf(b, at);
      if (difference !== 0) return difference < 0;
    }
    if (ranked(a) !== ranked(b)) return ranked(a) > ranked(b);
    if (keyOf(a) !== keyOf(b)) return keyOf(a) < keyOf(b);
    for (let at = 0; at < dimensions; at++) {
      const difference = compareIds(idOf(a, at), idOf(b, at));
      if (difference !== 0) return difference < 0;
    }
    return false;
  };
}
