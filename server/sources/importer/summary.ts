/** What an import says at its end. */
import { printable } from '../printable.ts';
import type { ImportResult } from './importFiles.ts';
import { dataOption } from './options.ts';
import { whole } from './progress.ts';

/** Lines for people: what became of the rows, and what the workspace in `dataDir` could not place or convert. */
export function summarize({ tally, leftovers, declared, seconds, running, complete }: ImportResult, dataDir: string): string[] {
  const data = dataOption(dataDir);
  const rate = whole(tally.rows / Math.max(seconds, 0.001));
  const sources = [...tally.sources].slice(0, 3).join(', ') + (tally.sources.size > 3 ? ', …' : '');
  const ofAll = leftovers && sources && `, of ${whole(leftovers.events)} events now held from ${sources}`;
  return [
    `${complete ? 'Imported' : 'Stopped after'} ${whole(tally.rows)} rows in ${seconds.toFixed(1)} s (${rate} rows/s)${running ? ', into the running server' : ''}`,
    ...(declared === null
      ? []
      : [`  currency    ${declared.padStart(12)}   of every amount: now that of the workspace, in DIR/orrery.json`]),
    figure('accepted', tally.accepted),
    figure('duplicates', tally.duplicates, 'held already: nothing changed'),
    figure('rejected', tally.rejected, `kept for repair: npm run rejected${data && ` --${data}`} lists them`),
    ...tally.rejections.map(
      ({ row, field, reason }) => `    row ${whole(row)}: ${reason.startsWith(field) ? reason : `${field}: ${reason}`}`,
    ),
    ...(leftovers === null
      ? []
      : [
          figure('unplaced', leftovers.unplaced, `without a known country${ofAll}`, true),
          figure('unconverted', leftovers.unconverted, 'with an amount that DIR/rates.csv has no rate for', true),
        ]),
    ...(tally.label && tally.accepted > 0 ? [`Undo all of it with: npm run import -- --undo ${tally.label.id}${data}`] : []),
  ].map(printable);
}

function figure(name: string, value: number, meaning = '', always = false): string {
  const note = meaning !== '' && (always || value > 0) ? `   ${meaning}` : '';
  return `  ${name.padEnd(12)}${whole(value).padStart(12)}${note}`;
}
