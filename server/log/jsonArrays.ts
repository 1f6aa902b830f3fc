/** One JSON array of the elements of several, none of them empty, without parsing them. */
export function joinArrays(arrays: readonly Buffer[]): Buffer {
  if (arrays.length === 1) return arrays[0] as Buffer;
  const pieces = arrays.flatMap((array, at) => [at === 0 ? OPEN : COMMA, array.subarray(1, -1)]);
  return Buffer.concat([...pieces, CLOSE]);
}

const [OPEN, COMMA, CLOSE] = [Buffer.from('['), Buffer.from(','), Buffer.from(']')];
