/** The registry of dimensions: where a group's code comes from in rows and in SQL, and what id it answers as. */
import type { DimensionInfo } from '../../src/protocol/catalog.ts';
import { TERRITORY } from '../../src/protocol/territories.ts';
import type { Territory } from '../geo/territories/readTerritory.ts';
import { toFixedOne } from '../log/decimal.ts';
import type { Settings } from '../settings.ts';
import { areaOfGrid } from './areaOfGrid.ts';
import { areaColumn, codeColumn, numberColumn } from './columns.ts';
import { FINEST, parentSql, toGridNumber, toIndexText, toParent } from './h3Grid.ts';
import { parseInstant } from './instant.ts';
import { codesOf, numbersOf } from './measures.ts';
import { type PeopleColumn, segmentDimension } from './people/peopleDimension.ts';
import type { Dictionaries, RowBatch } from './rows.ts';
import { GRAINS, type Grain, toInstantText, type Zone } from './zone.ts';

/** Group codes are whole numbers up to 2^53: dictionary codes (0 is null), grid numbers (0 is null), bucket keys or scores. */
export interface Dimension extends DimensionInfo {
  /** False where only the archive knows the group of a row. */
  readonly live: boolean;
  /** Grain of a time dimension. */
  readonly grain?: Grain;
  /** Expression of the group code over the archive's columns. */
  readonly sql: string;
  /** Whether {@link sql} reads the column `current_segment`, which the query must join. */
  readonly needsCurrentSegment?: true;
  /** Name of the set of territories whose areas {@link sql} reads, which the query must join. */
  readonly needsTerritory?: string;
  /** What {@link sql} reads of the people of each event, which the query must add. */
  readonly needsPeople?: PeopleColumn;
  /** How many groups there are at most, where no dictionary tells. */
  readonly groups?: number;
  /** Group codes of a batch's rows. Throws where {@link live} is false. */
  codeOf(batch: RowBatch): (row: number) => number;
  idOf(code: number): string | null;
  /** The code of an id, undefined when no event can have it. */
  find(id: string | null): number | undefined;
}

const LABELS: Readonly<Record<string, readonly [label: string, kind: DimensionInfo['kind']]>> = {
  country: ['Country', 'place'],
  region: ['Region', 'place'],
  city: ['City', 'place'],
  'origin.country': ['Country of origin', 'place'],
  'origin.region': ['Region of origin', 'place'],
  'origin.city': ['City of origin', 'place'],
  category: ['Category', 'text'],
  product: ['Product', 'text'],
  brand: ['Brand', 'text'],
  segment: ['Segment at the time', 'text'],
  channel: ['Channel', 'text'],
  source: ['Source', 'text'],
  type: ['Type of event', 'text'],
  reason: ['Reason', 'text'],
  agent: ['Agent', 'text'],
  currency: ['Currency', 'text'],
  scale: ['Scale', 'text'],
  customer: ['Customer', 'person'],
};

interface Parts {
  readonly settings: Pick<Settings, 'dimensions'>;
  readonly dictionaries: Dictionaries;
  readonly zone: Zone;
  readonly territories?: readonly Territory[];
}

/** Every dimension that rows can be grouped by, by id. */
export function createDimensions({ settings, dictionaries, zone, territories = [] }: Parts): ReadonlyMap<string, Dimension> {
  const declared = settings.dimensions.map((name) => coded(`data.${name}`, `data.${name}`, 'text', dictionaries));
  const dimensions = [
    ...Object.entries(LABELS).map(([id, [label, kind]]) => coded(id, label, kind, dictionaries)),
    scores(),
    currentSegment(dictionaries),
    segmentDimension(),
    ...Array.from({ length: FINEST + 1 }, (_, resolution) => cells(resolution, dictionaries)),
    ...GRAINS.map((grain) => timeBuckets(grain, zone)),
    ...territories.map((territory) => areas(territory, dictionaries)),
    ...declared,
  ];
  return new Map(dimensions.map((dimension) => [dimension.id, dimension]));
}

function coded(id: string, label: string, kind: DimensionInfo['kind'], dictionaries: Dictionaries): Dimension {
  return {
    id,
    label,
    kind,
    live: true,
    sql: codeColumn(id),
    codeOf: (batch) => {
      const codes = codesOf(batch, id);
      return (row) => codes[row] as number;
    },
    idOf: (code) => dictionaries.text(id, code),
    find: (text) => dictionaries.find(id, text),
  };
}

/** Scores as they were given: a score of one scale means another thing on the next, so ask with the scale beside it. */
function scores(): Dimension {
  const column = numberColumn('score');
  return {
    id: 'score',
    label: 'Score',
    kind: 'text',
    live: true,
    sql: `CASE WHEN ${column} IS NULL THEN 0 WHEN ${column} >= 0 THEN ${column} + 1 ELSE ${column} END`,
    codeOf: (batch) => {
      const given = numbersOf(batch, 'score');
      return (row) => scoreCode(given[row] as number);
    },
    idOf: scoreText,
    find: (id) => {
      if (id === null) return 0;
      const code = scoreCode(toFixedOne(id) ?? Number.NaN);
      return scoreText(code) === id ? code : undefined;
    },
  };
}

const SCORE_PARTS = 10_000;

/** Code of a score in whole 1/10,000ths, NaN for none: 0 is taken by null, so what is not negative stands one higher. */
function scoreCode(score: number): number {
  if (Number.isNaN(score)) return 0;
  return score >= 0 ? score + 1 : score;
}

/** `9`, `4.5`, `-1`: without zeros that say nothing. */
function scoreText(code: number): string | null {
  return code === 0 ? null : String((code > 0 ? code - 1 : code) / SCORE_PARTS);
}

function currentSegment(dictionaries: Dictionaries): Dimension {
  return {
    ...coded('segment', 'Segment now', 'text', dictionaries),
    id: 'segment:current',
    live: false,
    sql: 'current_segment',
    needsCurrentSegment: true,
    codeOf: () => {
      throw new Error('segment:current: only the archive knows it');
    },
  };
}

function cells(resolution: number, dictionaries: Dictionaries): Dimension {
  const parentOf = createCellReader(resolution, dictionaries);
  return {
    id: `h3:${resolution}`,
    label: `Hexagon of resolution ${resolution}`,
    kind: 'cell',
    live: true,
    sql: parentSql(codeColumn('cell'), resolution),
    codeOf: (batch) => {
      const codes = codesOf(batch, 'cell');
      return (row) => parentOf(codes[row] as number);
    },
    idOf: (code) => toIndexText(code, resolution),
    find: (id) => (id === null ? 0 : toGridNumber(id)),
  };
}

function areas(territory: Territory, dictionaries: Dictionaries): Dimension {
  const gridOf = createCellReader(FINEST, dictionaries);
  const known: number[] = [0];
  const areaOf = (cell: number): number => {
    for (let next = known.length; next <= cell; next++) known.push(areaOfGrid(territory, gridOf(next)));
    return known[cell] as number;
  };
  const numbers = new Map(territory.areas.map(({ id }, at) => [id, at + 1]));
  return {
    id: TERRITORY + territory.name,
    label: territory.label,
    kind: 'area',
    live: true,
    sql: areaColumn(territory.name),
    needsTerritory: territory.name,
    groups: territory.areas.length + 1,
    codeOf: (batch) => {
      const codes = codesOf(batch, 'cell');
      return (row) => areaOf(codes[row] as number);
    },
    idOf: (area) => territory.areas[area - 1]?.id ?? null,
    find: (id) => (id === null ? 0 : numbers.get(id)),
  };
}

/** Reads the grid number of a cell's parent by the cell's dictionary code, each computed once. */
export function createCellReader(resolution: number, dictionaries: Dictionaries): (code: number) => number {
  const parents = [0];
  return (code) => {
    for (let next = parents.length; next <= code; next++) {
      parents.push(toParent(toGridNumber(dictionaries.text('cell', next) ?? ''), resolution));
    }
    return parents[code] as number;
  };
}

function timeBuckets(grain: Grain, zone: Zone): Dimension {
  return {
    id: `time:${grain}`,
    label: grain[0]?.toUpperCase() + grain.slice(1),
    kind: 'time',
    live: true,
    grain,
    sql: bucketSql(grain),
    codeOf: ({ timeMs, offsetMs }) => {
      return (row) => zone.bucketKey(grain, timeMs[row] as number, offsetMs[row] as number);
    },
    idOf: (key) => toInstantText(zone.bucketStart(grain, key)),
    find: (id) => {
      const startMs = id === null ? null : parseInstant(id, zone);
      return startMs === null ? undefined : zone.keyOfStart(grain, startMs);
    },
  };
}

/**
 * SQL of {@link Zone.bucketKey}. SQL rounds towards zero: so many units are added before a division that nothing is below it, and
 * taken away again. A date has fewer days than a hundred million weeks have, and fewer milliseconds than {@link CLOCK_SHIFT_MS}.
 */
function bucketSql(grain: Grain): string {
  if (grain === 'minute') return remainderSql(60_000);
  if (grain === 'hour') return remainderSql(3_600_000);
  if (grain === 'day') return 'local_day';
  if (grain === 'week') return '(local_day + 699999996) // 7 - 100000000';
  const date = "(DATE '1970-01-01' + local_day)";
  if (grain === 'month') return `(year(${date}) * 12 + month(${date}) - 1)`;
  if (grain === 'quarter') return `(year(${date}) * 4 + quarter(${date}) - 1)`;
  return `year(${date})`;
}

/** A whole number of hours. */
const CLOCK_SHIFT_MS = 9_000_000_000_000_000;

function remainderSql(unitMs: number): string {
  return `(time_ms - (time_ms + offset_ms + ${CLOCK_SHIFT_MS}) % ${unitMs})`;
}
