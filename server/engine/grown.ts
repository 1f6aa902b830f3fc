export type Column = Float64Array | Int32Array | Uint8Array;

/** An array at least `length` long with the same start; doubles, so that growing costs little in sum. */
export function grown<T extends Column>(array: T, length: number): T {
  if (array.length >= length) return array;
  const wider = new (array.constructor as new (length: number) => T)(Math.max(16, array.length * 2, length));
  wider.set(array);
  return wider;
}
