/** The command line of `npm run import`. */
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../../src/protocol/messageOf.ts';
import { ROOT } from '../../root.ts';

export const USAGE = `Usage: npm run import -- --mapping NAME_OR_FILE --dir DIR [options]
  --mapping WHAT    name of a mapping that comes with Orrery, or path of a .sql file: one SELECT over read_csv, read_parquet or read_json
  --dir DIR         folder with the files; the mapping reads it as $dir and can read nothing else
  --data DIR        folder of the workspace (default data/); a server that runs on it is used, else one is started for the import
  --timezone ZONE   IANA zone that times without a zone are taken in (default UTC); read_json gives times that name theirs as TIMESTAMP
                    in UTC, without it: with another ZONE write column AT TIME ZONE 'UTC' AS time for those
  --replay SPEED    send in time order, at SPEED times the speed at which it happened, until done or Ctrl-C
  --help

       npm run import -- --list | --undo ID | --redo ID [--data DIR]
  --list            what was imported, newest first
  --undo ID         that import counts as never sent, from now on
  --redo ID         it counts again`;

export interface ImportOptions {
  /** Absolute path of the .sql file. */
  readonly mappingPath: string;
  /** Absolute path of the import folder, links resolved. */
  readonly dir: string;
  readonly dataDir: string;
  readonly timezone: string;
  /** Times the original speed, or null: as fast as it goes. */
  readonly replay: number | null;
}

/** What is to become of earlier imports. */
export interface ChangeOptions {
  readonly dataDir: string;
  /** Null: they are listed. */
  readonly change: { readonly id: string; readonly withdrawn: boolean } | null;
}

const DEFAULT_DATA = 'data';

/** What a command that is proposed says of the folder; nothing where it is the one that is taken without a word. */
export function dataOption(dataDir: string): string {
  if (dataDir === resolve(DEFAULT_DATA)) return '';
  return ` --data ${/^[\w./-]+$/.test(dataDir) ? dataDir : `'${dataDir.replaceAll("'", "'\\''")}'`}`;
}

/** The command line is wrong: the message says what to write instead. */
export class UsageError extends Error {}

/** Reads the arguments; null when help is asked for. Throws {@link UsageError}. */
export function readOptions(args: readonly string[]): ImportOptions | null {
  const values = parse(args);
  if (values.help) return null;
  if (!values.mapping) throw new UsageError('--mapping: is missing');
  if (!values.dir) throw new UsageError('--dir: is missing');
  return {
    mappingPath: findMapping(values.mapping),
    dir: readFolder(values.dir),
    dataDir: readData(values.data),
    timezone: readZone(values.timezone),
    replay: values.replay === undefined ? null : readSpeed(values.replay),
  };
}

/** Reads what is asked about earlier imports; null when the arguments are those of a new one, or ask for help. Throws {@link UsageError}. */
export function readChange(args: readonly string[]): ChangeOptions | null {
  const { list, undo, redo, data, mapping, dir, help } = parse(args);
  const asked = [list ? '--list' : undefined, undo === undefined ? undefined : '--undo', redo === undefined ? undefined : '--redo'];
  const [one, other = mapping === undefined ? dir && '--dir' : '--mapping'] = asked.filter((name) => name !== undefined);
  if (help || one === undefined) return null;
  if (other !== undefined) throw new UsageError(`${one}: stands alone, without ${other}`);
  const id = undo ?? redo;
  return { dataDir: readData(data), change: id === undefined ? null : { id, withdrawn: undo !== undefined } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        mapping: { type: 'string' },
        dir: { type: 'string' },
        data: { type: 'string', default: DEFAULT_DATA },
        timezone: { type: 'string', default: 'UTC' },
        replay: { type: 'string' },
        list: { type: 'boolean', default: false },
        undo: { type: 'string' },
        redo: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

/** Where the mappings that come with Orrery stand. */
export const MAPPINGS_DIR: string = join(ROOT, 'server/sources/mappings');

function findMapping(nameOrFile: string): string {
  const path = resolve(nameOrFile);
  if (existsSync(path) && statSync(path).isFile()) return path;
  const shipped = join(MAPPINGS_DIR, `${nameOrFile}.sql`);
  if (/^[\w-]+$/.test(nameOrFile) && existsSync(shipped)) return shipped;
  const names = readdirSync(MAPPINGS_DIR).map((name) => name.replace(/\.sql$/, ''));
  throw new UsageError(`--mapping ${nameOrFile}: no such file, and no such mapping; there are ${names.sort().join(', ')}`);
}

/** An empty name is that of a variable which is not set, not of the folder where one happens to be. */
function readData(path: string): string {
  if (path === '') throw new UsageError('--data: must name a folder');
  return resolve(path);
}

function readFolder(path: string): string {
  const folder = resolve(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`--dir ${path}: is no folder`);
  return realpathSync(folder);
}

function readZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new UsageError(`--timezone ${zone}: is no IANA time zone; write one such as Europe/London`);
  }
  return zone;
}

function readSpeed(text: string): number {
  const speed = Number(text);
  if (!(speed > 0 && Number.isFinite(speed))) throw new UsageError(`--replay ${text}: must be a number above 0, such as 60`);
  return speed;
}
