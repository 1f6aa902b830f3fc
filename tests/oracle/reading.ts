/** How ids are read from what senders wrote. */

/** The text itself, trimmed and in NFC; numbers and booleans as they are written; null when nothing is there. */
export function idText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim().normalize('NFC');
  return text === '' ? null : text;
}

/** The value of a name, or of a path of names with dots between. */
export function valueAt(data: unknown, path: string): unknown {
  const record = (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  if (Object.hasOwn(record(data), path)) return record(data)[path];
  return path.split('.').reduce((value: unknown, name) => (Object.hasOwn(record(value), name) ? record(value)[name] : undefined), data);
}
