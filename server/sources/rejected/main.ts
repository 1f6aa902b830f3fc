/** `npm run rejected`: lists rejected records for repair and sends them again. Exit status 0 done, 1 failed, 2 wrong use. */
import { closeSync, fchmodSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import type { RejectedRecord } from '../../parts.ts';
import { openTarget } from '../importer/target.ts';
import { printable } from '../printable.ts';
import { type RejectedOptions, readOptions, USAGE, UsageError } from './options.ts';
import { asTheyWere, fetchRejected, type Repaired, readLines, toLine } from './records.ts';
import { replayAll } from './replay.ts';

const SHOWN_REASONS = 10;

const options = readCommandLine();
// Whoever reads the lines may have enough after a few, as `head` has: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  await act(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function act({ dataDir, action }: RejectedOptions): Promise<void> {
  // A file is read before anything is sent or started: one wrong line, and nothing happens.
  const repaired = action.name === 'replay' && action.file !== null ? readLines(readFileSync(action.file, 'utf8')) : null;
  const target = await openTarget(dataDir);
  try {
    if (repaired) await replay(target.url, repaired, 0);
    else await actOnAll(target.url, action);
  } finally {
    await target.close();
  }
}

async function actOnAll(url: string, action: RejectedOptions['action']): Promise<void> {
  const records = await fetchRejected(url);
  if (action.name === 'list') return list(records, action.out);
  const whole = asTheyWere(records);
  return replay(url, whole, records.length - whole.length);
}

/** Payloads are personal data: they go to the operator's own terminal or file and nowhere else. */
function list(records: readonly RejectedRecord[], out: string | null): void {
  const text = records.map((record) => `${toLine(record)}\n`).join('');
  if (out === null) process.stdout.write(text);
  else writePrivate(out, text);
  console.error(`${records.length} rejected records${out === null ? '' : ` written to ${out}`}`);
}

/** A file that was there keeps the rights that it had: it loses them before anything stands in it. */
function writePrivate(file: string, text: string): void {
  const to = openSync(file, 'w', 0o600);
  try {
    // What reads a pipe would take a second opening for its end.
    if (fstatSync(to).isFile()) fchmodSync(to, 0o600);
    writeFileSync(to, text);
  } finally {
    closeSync(to);
  }
}

async function replay(url: string, repaired: readonly Repaired[], leftOut: number): Promise<void> {
  const { accepted, duplicates, rejected } = await replayAll(url, repaired);
  console.log(`Sent ${repaired.length} again: ${accepted} accepted, ${duplicates} duplicates, ${rejected.length} rejected again`);
  for (const { number, reason } of rejected.slice(0, SHOWN_REASONS)) console.log(printable(`    record ${number}: ${reason}`));
  if (rejected.length > SHOWN_REASONS) console.log(`    and ${rejected.length - SHOWN_REASONS} more: npm run rejected lists them`);
  if (leftOut > 0)
    console.log(`Left out ${leftOut} that were not kept byte for byte (too long, or no valid text): repair those in a file.`);
}

function readCommandLine(): RejectedOptions {
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
