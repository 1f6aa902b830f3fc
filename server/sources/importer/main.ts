/** `npm run import`: reads the command line, imports, says what became of the rows. Exit status 0 done, 1 failed, 2 wrong use. */
import { onStopSignal } from '../../signals.ts';
import { printableError } from '../printable.ts';
import { changeImports } from './change.ts';
import { type ImportResult, importFiles } from './importFiles.ts';
import { type ImportOptions, readChange, readOptions, USAGE, UsageError } from './options.ts';
import { summarize } from './summary.ts';

await changeWhenAsked(process.argv.slice(2));
const options = readCommandLine();
const stop = new AbortController();
onStopSignal(() => stop.abort());
try {
  const result = await importFiles(options, stop.signal);
  for (const line of summarize(result, options.dataDir)) console.log(line);
  process.exit(isDone(result, options) ? 0 : 1);
} catch (error) {
  console.error(printableError(error));
  process.exit(1);
}

// A replay may be ended at any time; an import that was stopped, or of which nothing could be taken, has failed.
function isDone({ tally, complete }: ImportResult, { replay }: ImportOptions): boolean {
  const nothing = tally.rejected > 0 && tally.accepted + tally.duplicates === 0;
  return !nothing && (complete || replay !== null);
}

/** Ends the program where earlier imports are asked about. */
async function changeWhenAsked(args: readonly string[]): Promise<void> {
  try {
    const asked = readChange(args);
    if (asked === null) return;
    for (const line of await changeImports(asked)) console.log(line);
    process.exit(0);
  } catch (error) {
    console.error(printableError(error));
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}

function readCommandLine(): ImportOptions {
  try {
    const read = readOptions(process.argv.slice(2));
    if (read !== null) return read;
    console.log(USAGE);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}
