/** `npm run bench`: prints our figures side by side with peers measured in the same run; `-- --json` one object a line; `-- NAME` only that part. */
import { firstView } from './firstView.ts';
import { frames } from './frames.ts';
import { ingest } from './ingest.ts';
import { questions } from './questions.ts';
import type { Row } from './row.ts';

const PARTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = { ingest, questions, frames, firstView };

const args = process.argv.slice(2);
const json = args.includes('--json');
const wanted = args.filter((arg) => !arg.startsWith('--'));
let missed = 0;
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const row of await part()) {
    missed += row.holds ? 0 : 1;
    console.log(json ? JSON.stringify(row) : line(row));
  }
}
if (!json) console.log(missed === 0 ? 'Every goal holds.' : `${missed} goal(s) missed.`);

function line({ name, value, unit, peer, goal, holds }: Row): string {
  const figure = `${value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)} ${unit}`;
  return `${holds ? '  ' : '✗ '}${name.padEnd(58)} ${figure.padStart(18)}   ${peer.padEnd(40)} goal ${goal}`;
}
