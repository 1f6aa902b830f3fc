/** Names of the archive's columns as quoted SQL identifiers. SQL compares them without case, so only plain names stand as they are. */

/** Column of a dimension's codes ({@link ../rows.ts}); 0 is null. */
export function codeColumn(dimension: string): string {
  return identifier('code', dimension);
}

/** Column of a number in whole 1/10,000ths; NULL where absent. */
export function numberColumn(field: string): string {
  return identifier('number', field);
}

function identifier(kind: string, name: string): string {
  const plain = /^[a-z0-9_.]+$/.test(name) ? name : `hex ${Buffer.from(name).toString('hex')}`;
  return `"${kind}.${plain}"`;
}
