/** The workspace settings, `DIR/orrery.json` and `DIR/rates.csv`, read once at start. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf } from '../src/protocol/messageOf.ts';
import { parseDuration } from './engine/instant.ts';
import { createMetrics } from './engine/metrics.ts';
import { parseRates } from './rates.ts';
import { repeatedName } from './repeatedName.ts';

export interface DeclaredMetric {
  readonly id: string;
  readonly fold: 'sum' | 'mean';
  /** Name inside `data`, without the leading `data.`. */
  readonly field: string;
  readonly unit: string;
}

export interface Settings {
  /** Reporting currency, ISO 4217. */
  readonly currency: string;
  /** IANA time zone of the workspace's days. */
  readonly timezone: string;
  readonly metrics: readonly DeclaredMetric[];
  /** Declared dimensions: names inside `data`, without the leading `data.`; asked for as `data.<name>`. */
  readonly dimensions: readonly string[];
  /** Declared rhythms by source: something comes at least this often, ms. */
  readonly sources: ReadonlyMap<string, number>;
  /** Rates by currency, ascending by date: reporting units per unit from that date on. */
  readonly rates: ReadonlyMap<string, readonly { readonly fromMs: number; readonly rate: string }[]>;
}

export const DEFAULT_SETTINGS: Settings = {
  currency: 'USD',
  timezone: 'UTC',
  metrics: [],
  dimensions: [],
  sources: new Map(),
  rates: new Map(),
};

const MAX_DECLARED = 50;
const BUILT_IN = createMetrics(DEFAULT_SETTINGS);

const Field = z
  .string()
  .regex(/^data\.[^\0]{1,100}$/, 'must be "data." and the name of a field, such as "data.profit"')
  .transform((path) => path.slice('data.'.length))
  .refine((name) => !(name in {}), 'is a name that every JSON object may have by itself; rename the field');

const Metric = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be lower-case letters, digits and _, starting with a letter')
      .refine((id) => !BUILT_IN.has(id), 'is a metric that exists already; choose another id'),
    sum: Field.optional(),
    mean: Field.optional(),
    unit: z.string().min(1, 'must name the unit, such as "EUR" or "count"').max(32).default('count'),
  })
  .refine(({ sum, mean }) => (sum === undefined) !== (mean === undefined), 'must have either "sum" or "mean"');

/** Shorter silences cannot be told from a busy network. */
const LEAST_RHYTHM_MS = 1000;
const MAX_RHYTHMS = 1000;
const Rhythm = z
  .string()
  .transform((text) => parseDuration(text) ?? 0)
  .refine(
    (ms) => ms >= LEAST_RHYTHM_MS,
    'must be an ISO 8601 duration in weeks, days, hours, minutes and seconds, a second or more, such as "PT5M": how often something comes',
  );

const SettingsFile = z.strictObject({
  currency: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code of three letters, such as "EUR"')
    .default(DEFAULT_SETTINGS.currency),
  timezone: z.string().refine(isTimeZone, 'must be an IANA time zone, such as "Europe/Berlin"').default(DEFAULT_SETTINGS.timezone),
  metrics: z
    .array(Metric)
    .max(MAX_DECLARED)
    .refine((all) => isDistinct(all.map(({ id }) => id)), 'has the same id twice')
    .default([]),
  dimensions: z.array(Field).max(MAX_DECLARED).refine(isDistinct, 'has the same name twice').default([]),
  sources: z
    .array(z.strictObject({ source: z.string().trim().normalize('NFC').min(1, 'must name a source'), every: Rhythm }))
    .max(MAX_RHYTHMS)
    .refine((all) => isDistinct(all.map(({ source }) => source)), 'has the same source twice')
    .default([]),
});

/** Reads the settings of a data folder; what is absent takes its default. Throws an error that names the file and the field. */
export function loadSettings(dir: string): Settings {
  const { metrics, sources, ...rest } = readSettingsFile(join(dir, 'orrery.json'));
  const ratesFile = join(dir, 'rates.csv');
  const rates = existsSync(ratesFile) ? parseRates(readText(ratesFile), { file: ratesFile, ...rest }) : DEFAULT_SETTINGS.rates;
  return { ...rest, metrics: metrics.map(toDeclared), sources: new Map(sources.map(({ source, every }) => [source, every])), rates };
}

function toDeclared({ id, sum, mean, unit }: z.infer<typeof Metric>): DeclaredMetric {
  return { id, unit, fold: sum === undefined ? 'mean' : 'sum', field: sum ?? mean ?? '' };
}

function readSettingsFile(file: string): z.infer<typeof SettingsFile> {
  const result = SettingsFile.safeParse(readSettingsJson(file));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('') ?? '';
  throw new Error(`${file}: ${path.replace(/^\./, '') || 'the file'}: ${issue?.message ?? 'is not valid'}`);
}

/** What a settings file says, as it stands there; nothing where there is none. Throws an error that names the file. */
export function readSettingsJson(file: string): unknown {
  if (!existsSync(file)) return {};
  const text = readText(file);
  const settings = parse(file, text);
  const repeated = repeatedName(text);
  if (repeated !== null) throw new Error(`${file}: ${repeated}: is said twice, and only one of them would count`);
  return settings;
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: is not JSON: ${messageOf(error)}`, { cause: error });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new Error(`${file}: cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
