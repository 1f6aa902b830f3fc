/** Which groups a limited answer shows: the first of the answer's order, found without sorting them all. */

export interface Ranking {
  /** Sort keys by group, most significant first; smaller comes first, NaN last. */
  readonly keys: readonly Float64Array[];
  /** Decides between groups whose keys are all equal. */
  compare(a: number, b: number): number;
}

/** The first `count` of the candidates, in no particular order. */
export function selectFirst(candidates: Int32Array, count: number, { keys, compare }: Ranking): Int32Array {
  const chosen: number[] = [];
  let tied = candidates;
  for (const key of keys) {
    const wanted = count - chosen.length;
    if (tied.length <= wanted) break;
    const last = thresholdOf(tied, key, wanted);
    for (const group of tied) if (isBefore(key[group] as number, last)) chosen.push(group);
    tied = tied.filter((group) => isSame(key[group] as number, last));
  }
  const wanted = count - chosen.length;
  const rest = tied.length <= wanted ? tied : tied.slice().sort(compare).subarray(0, wanted);
  return Int32Array.from([...chosen, ...rest]);
}

function thresholdOf(candidates: Int32Array, key: Float64Array, wanted: number): number {
  const values = new Float64Array(candidates.length);
  for (let at = 0; at < candidates.length; at++) values[at] = key[candidates[at] as number] as number;
  return values.sort()[wanted - 1] as number;
}

function isBefore(value: number, last: number): boolean {
  return value < last || (Number.isNaN(last) && !Number.isNaN(value));
}

function isSame(value: number, last: number): boolean {
  return value === last || (Number.isNaN(value) && Number.isNaN(last));
}
