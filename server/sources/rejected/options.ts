/** The command line of `npm run rejected`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../../src/protocol/messageOf.ts';
import { holdsLog } from '../importer/target.ts';

export const USAGE = `Usage: npm run rejected -- [options]
  Lists the rejected records, one JSON object a line, oldest first: number, at, index, code, field, reason, payload.
  Of more than 64 MB the oldest are not kept.
  --out FILE        write them to a file that only you may read, instead of the terminal
  --replay FILE     send the payloads of such a file, repaired, again; what was sent is listed no more
  --replay          send all as they are: of use after a start with another orrery.json
  --data DIR        folder of the workspace (default data/); a server that runs on it is used, else one is started for the time
  --help`;

export interface RejectedOptions {
  readonly dataDir: string;
  readonly action:
    | { readonly name: 'list'; readonly out: string | null }
    /** Without a file all records are sent as they are. */
    | { readonly name: 'replay'; readonly file: string | null };
}

/** The command line is wrong: the message says what to write instead. */
export class UsageError extends Error {}

/** Reads the arguments; null when help is asked for. Throws {@link UsageError}. */
export function readOptions(args: readonly string[]): RejectedOptions | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [file = null, surplus] = positionals;
  if (surplus !== undefined) throw new UsageError(`${surplus}: one file at a time`);
  if (file !== null && !values.replay)
    throw new UsageError(`${file}: say --replay ${file} to send its payloads, or --out ${file} to write it`);
  if (values.out !== undefined && values.replay) throw new UsageError('--out: is for listing, not for --replay');
  // An empty name is that of a variable which is not set, not of the folder where one happens to be.
  if (values.data === '') throw new UsageError('--data: must name a folder');
  const dataDir = resolve(values.data);
  if (!holdsLog(dataDir)) throw new UsageError(`--data ${values.data}: holds no log of events`);
  return { dataDir, action: values.replay ? { name: 'replay', file } : { name: 'list', out: values.out ?? null } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string', default: 'data' },
        out: { type: 'string' },
        replay: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
