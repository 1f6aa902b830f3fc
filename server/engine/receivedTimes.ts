/** When the events of a batch were taken in: noted in their bytes, and nearly always the same for all of a batch. */

const FIELD = Buffer.from('"receivedMs":');
const [ZERO, NINE] = [0x30, 0x39];

/** Milliseconds since 1970 UTC by event; `events` says where event e begins and ends, at `2 * e`. NaN where it is not said. */
export function receivedTimes(bytes: Buffer, events: Int32Array, count: number): Float64Array {
  const times = new Float64Array(count);
  if (count === 0) return times;
  const first = timeIn(bytes, events, 0);
  // Receipt only goes forward: where both ends are the same, so is what lies between.
  if (first === timeIn(bytes, events, count - 1)) return times.fill(first);
  for (let event = 0; event < count; event++) times[event] = timeIn(bytes, events, event);
  return times;
}

function timeIn(bytes: Buffer, events: Int32Array, event: number): number {
  const start = events[2 * event] as number;
  // The log writes it behind `data`, and what follows it holds no such name: quotes inside texts are escaped.
  const at = bytes.subarray(start, events[2 * event + 1]).lastIndexOf(FIELD);
  if (at < 0) return Number.NaN;
  let value = 0;
  let digit = start + at + FIELD.length;
  for (; isDigit(bytes[digit]); digit++) value = value * 10 + ((bytes[digit] as number) - ZERO);
  return value;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}
