/** Names of the archive's columns as quoted SQL identifiers. SQL compares them without case, so only plain names stand as they are. */

/** Column of a dimension's codes ({@link ../rows.ts}); 0 is null. */
export function codeColumn(dimension: string): string {
  return identifier('code', dimension);
}

/** Column of a number in whole 1/10,000ths; NULL where absent. */
export function numberColumn(field: string): string {
  return identifier('number', field);
}

/** Column of the area of a set of territories; 0 is null. Made by a join, see `sql.ts`. */
export function areaColumn(territory: string): string {
  return identifier('area', territory);
}

/** Table of the cells in the areas of a set of territories. */
export function territoryTable(territory: string): string {
  return identifier('areas', territory);
}

function identifier(kind: string, name: string): string {
  const plain = /^[a-z0-9_.]+$/.test(name) ? name : `hex ${Buffer.from(name).toString('hex')}`;
  return `"${kind}.${plain}"`;
}
