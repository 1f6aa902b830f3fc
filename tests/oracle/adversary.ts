/** Who has some sums and wants one more: whether it follows from them, by exact elimination in whole numbers. Slow, on purpose simple. */

/** Whether the sum of the `wanted` parts follows from the `told` sums; all are given as the parts that they add up. */
export function isDerivable(wanted: readonly number[], told: readonly (readonly number[])[], parts: number): boolean {
  const rows = told.map((sum) => toRow(sum, parts));
  return rankOf([...rows, toRow(wanted, parts)]) === rankOf(rows);
}

function toRow(sum: readonly number[], parts: number): bigint[] {
  const row = Array.from({ length: parts }, () => 0n);
  for (const part of sum) row[part] = 1n;
  return row;
}

/** Modulo a large prime: the chance that it tells another rank than the rational numbers is nil for so few rows of zeros and ones. */
const PRIME = 2_305_843_009_213_693_951n;

function rankOf(given: readonly (readonly bigint[])[]): number {
  const rows = given.map((row) => [...row]);
  const width = rows[0]?.length ?? 0;
  let rank = 0;
  for (let column = 0; column < width && rank < rows.length; column++) {
    const pivot = rows.findIndex((row, at) => at >= rank && row[column] !== 0n);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot] as bigint[], rows[rank] as bigint[]];
    const top = rows[rank] as bigint[];
    const inverse = power(top[column] as bigint, PRIME - 2n);
    for (let at = rank + 1; at < rows.length; at++) {
      const row = rows[at] as bigint[];
      const factor = ((row[column] as bigint) * inverse) % PRIME;
      if (factor === 0n) continue;
      for (let other = column; other < width; other++)
        row[other] = ((((row[other] as bigint) - factor * (top[other] as bigint)) % PRIME) + PRIME) % PRIME;
    }
    rank++;
  }
  return rank;
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, rest] = [1n, base % PRIME, exponent];
  for (; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}
