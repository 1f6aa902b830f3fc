/** Writes the SQL that turns the rows of a mapping into CloudEvents, one line of JSON each, inside DuckDB. */
import { DuckDBTypeId } from '@duckdb/node-api';
import { sqlIdentifier, sqlLiteral } from '../../sqlText.ts';
import type { Mapping, MappingColumn } from './mapping.ts';

const ENVELOPE = ['id', 'source', 'type', 'time', 'subject'] as const;
/** Names whose values are text, whatever type the files have them in. */
const TEXT = new Set<string>([
  ...['id', 'source', 'type', 'subject', 'country', 'region', 'city', 'postal_code', 'order', 'contact', 'product', 'category', 'brand'],
  ...['origin_country', 'origin_region', 'origin_city'],
  ...['segment', 'channel', 'currency', 'scale', 'text', 'reason', 'agent'],
]);
const LARGEST_WHOLE = 9_007_199_254_740_991n;
const INSTANT_FORMAT = "'%Y-%m-%dT%H:%M:%S.%gZ'";

/**
 * One row for each row of the mapping: `line`, the event as JSON, and `source`; `by-time` also `at_ms`, its time in ms (null without).
 * A null value is left out of the event.
 */
export function toLinesSql({ columns, select }: Mapping, order: 'as-given' | 'by-time'): string {
  const given = columns.filter((column) => column.type.typeId !== DuckDBTypeId.SQLNULL);
  const data = given.filter((column) => !isEnvelope(column.name)).map(toMember);
  const members = given.filter((column) => isEnvelope(column.name)).map(toMember);
  if (data.length > 0) members.push(`'"data":{' || concat_ws(',', ${data.join(', ')}) || '}'`);
  const line = `concat_ws(',', '{"specversion":"1.0"', ${members.join(', ')}) || '}'`;
  const from = `source::VARCHAR AS source FROM (\n${select}\n) AS mapping`;
  if (order === 'as-given') return `SELECT ${line} AS line, ${from}`;
  return `SELECT ${line} AS line, ${toMilliseconds(columns)} AS at_ms, ${from} ORDER BY at_ms NULLS FIRST`;
}

function isEnvelope(name: string): boolean {
  return (ENVELOPE as readonly string[]).includes(name);
}

// `"name":value`, or NULL (which concat_ws leaves out) where the value is null.
function toMember(column: MappingColumn): string {
  const value = column.name === 'time' ? toInstant(column) : toJson(column);
  return `${sqlLiteral(`${JSON.stringify(column.name)}:`)} || ${value}`;
}

function toJson(column: MappingColumn): string {
  const name = sqlIdentifier(column.name);
  switch (column.type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return TEXT.has(column.name) ? inQuotes(name) : `${name}::VARCHAR`;
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
      return TEXT.has(column.name) ? inQuotes(name) : `${name}::VARCHAR`;
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      if (TEXT.has(column.name)) return inQuotes(name);
      return `CASE WHEN ${name} BETWEEN -${LARGEST_WHOLE} AND ${LARGEST_WHOLE} THEN ${name}::VARCHAR ELSE ${inQuotes(name)} END`;
    case DuckDBTypeId.DECIMAL:
      return inQuotes(name);
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return fromFloat(column.name, name);
    default:
      return fromOther(column, name);
  }
}

// An id that a file's reader took for a floating-point number is the whole number that it was written as.
function fromFloat(columnName: string, name: string): string {
  if (!TEXT.has(columnName)) return `CASE WHEN isfinite(${name}) THEN ${name}::VARCHAR ELSE ${inQuotes(name)} END`;
  const whole = `${name} = trunc(${name}) AND abs(${name}) < ${LARGEST_WHOLE}`;
  return `CASE WHEN ${whole} THEN ${inQuotes(`${name}::BIGINT`)} ELSE ${inQuotes(name)} END`;
}

function fromOther(column: MappingColumn, name: string): string {
  switch (column.type.typeId) {
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return toInstant(column);
    case DuckDBTypeId.DATE:
      return inQuotes(name);
    case DuckDBTypeId.BLOB:
      return inQuotes(`base64(${name})`);
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.MAP:
    case DuckDBTypeId.ARRAY:
    case DuckDBTypeId.UNION:
      return `to_json(${name})::VARCHAR`;
    default:
      // Values that are numbers here and texts there make a column of JSON.
      if (column.type.alias === 'JSON') return TEXT.has(column.name) ? `to_json(${name} ->> '$')::VARCHAR` : `to_json(${name})::VARCHAR`;
      return `to_json(${name}::VARCHAR)::VARCHAR`;
  }
}

/**
 * The column as an instant in UTC, in quotes. A time without zone is taken in the session's zone; where clocks are put forward the missing hour
 * counts on from before (01:30 is 02:30), where they are put back the second of the two hours is meant, as in PostgreSQL.
 * A text that is no time stays as it is, for the server to reject with its reason.
 */
function toInstant(column: MappingColumn): string {
  const name = sqlIdentifier(column.name);
  const instant = toZoned(column);
  const otherwise = column.type.typeId === DuckDBTypeId.VARCHAR ? `to_json(${name})::VARCHAR` : inQuotes(name);
  return `CASE WHEN isfinite(${instant}) THEN '"' || strftime(make_timestamp(epoch_us(${instant})), ${INSTANT_FORMAT}) || '"' ELSE ${otherwise} END`;
}

function toZoned({ name, type }: MappingColumn): string {
  switch (type.typeId) {
    case DuckDBTypeId.TIMESTAMP_TZ:
      return sqlIdentifier(name);
    case DuckDBTypeId.VARCHAR:
      return fromText(sqlIdentifier(name));
    case DuckDBTypeId.DATE:
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return `${sqlIdentifier(name)}::TIMESTAMP::TIMESTAMPTZ`;
    default:
      throw new Error(`time: is ${type}; a mapping gives it as TIMESTAMP, DATE or text (to_timestamp() makes one of seconds)`);
  }
}

/** A text that names its zone is read apart: DuckDB would take the texts without one that come after it in that zone, too. */
function fromText(name: string): string {
  const instant = `TRY_CAST(${name} AS TIMESTAMPTZ)`;
  return `CASE WHEN regexp_matches(${name}, '[A-Za-z]{2}') THEN ${instant} ELSE ${instant} END`;
}

function toMilliseconds(columns: readonly MappingColumn[]): string {
  const time = columns.find((column) => column.name === 'time');
  if (!time) throw new Error('time: a replay needs a mapping with this column');
  const instant = toZoned(time);
  return `CASE WHEN isfinite(${instant}) THEN epoch_ms(${instant})::DOUBLE END`;
}

function inQuotes(expression: string): string {
  return `'"' || ${expression}::VARCHAR || '"'`;
}
