/** Small readers of JSON that a person or another program wrote; each throws an Error that names the field. */

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** `at` is the path of the field, empty for the whole. */
export function readObject(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !isList(value)) return value as Readonly<Record<string, unknown>>;
  throw new Error(`${at || 'body'}: must be an object`);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function readList<Item>(value: unknown, at: string, most: number, read: (item: unknown, at: string) => Item): readonly Item[] {
  if (!isList(value)) throw new Error(`${at}: must be a list`);
  if (value.length > most) throw new Error(`${at}: must be at most ${most}`);
  return value.map((item, index) => read(item, `${at}.${index}`));
}

/** A text without the spaces around it, of so many characters. Half characters and NUL, which cannot be kept, become U+FFFD. */
export function readText(value: unknown, at: string, { least, most }: Bounds): string {
  if (typeof value !== 'string') throw new Error(`${at}: must be a text`);
  const text = value.replaceAll(/[\p{Surrogate}\0]/gu, '\ufffd').trim();
  if (text.length < least) throw new Error(`${at}: must not be empty`);
  if (text.length > most) throw new Error(`${at}: must be at most ${most} characters`);
  return text;
}

/** A whole number within the bounds; throws an Error that names the field where it is none. */
export function readWhole(value: unknown, at: string, { least, most }: Bounds): number {
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return value as number;
  throw new Error(`${at}: must be a whole number from ${least} to ${most}`);
}
