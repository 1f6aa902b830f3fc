/**
 * `npm run bench`: prints our figures side by side with peers measured in the same run; `-- --json` one object a line; `-- NAME …` only those parts,
 * where `browser` names all that begin with it.
 * Each part runs in a process of its own, so that none is measured with the garbage and the compiled code of another.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { closingWords, type Row } from './row.ts';
import { scriptOf } from './script.ts';

/** All rows when the part is over, or each as soon as it is known. */
type Part = () => Promise<readonly Row[] | AsyncIterable<Row>>;

const PARTS: Readonly<Record<string, Part>> = {
  durable: async () => (await import('./durable.ts')).durable(),
  ingest: async () => (await import('./ingest.ts')).ingest(),
  questions: async () => (await import('./questions.ts')).questions(),
  slowQueries: async () => (await import('./slowQueries.ts')).slowQueries(),
  restart: async () => (await import('./restart.ts')).restart(),
  frames: async () => (await import('./frames.ts')).frames(),
  fold: async () => (await import('./fold.ts')).fold(),
  broadcast: async () => (await import('./broadcast.ts')).broadcast(),
  bytes: async () => (await import('./bytes.ts')).bytes(),
  latency: async () => (await import('./latency.ts')).latency(),
  landscape: async () => (await import('./landscape.ts')).landscape(),
  ecosystem: async () => (await import('./ecosystem.ts')).ecosystem(),
  'browser.first': async () => (await import('./front/firstViews.ts')).firstViews(),
  'browser.live': async () => (await import('./front/liveMap.ts')).liveMap(),
  'browser.followed': async () => (await import('./front/followed.ts')).followed(),
  'browser.rest': async () => (await import('./front/still.ts')).rest(),
  'browser.long': async () => (await import('./front/steady.ts')).steady(),
  firstView: async () => (await import('./firstView.ts')).firstView(),
};

const args = process.argv.slice(2);
const [part] = args.flatMap((arg) => (arg.startsWith('--part=') ? [arg.slice('--part='.length)] : []));
if (part) for await (const row of (await PARTS[part]?.()) ?? []) console.log(JSON.stringify(row));
else process.exitCode = await runAll(args);

async function runAll(asked: readonly string[]): Promise<number> {
  const json = asked.includes('--json');
  const wanted = asked.filter((arg) => !arg.startsWith('--'));
  const named = (name: string) => Object.keys(PARTS).filter((part) => part === name || part.startsWith(`${name}.`));
  const unknown = wanted.filter((name) => named(name).length === 0);
  const names = wanted.flatMap(named);
  if (unknown.length > 0) {
    console.error(`Unknown part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
    return 2;
  }
  const rows: Row[] = [];
  let failed = 0;
  for (const name of names.length > 0 ? names : Object.keys(PARTS)) {
    if (!json) console.log(`\n${name}`);
    const ended = await runPart(name, (row) => {
      rows.push(row);
      console.log(json ? JSON.stringify(row) : line(row));
    });
    if (ended !== 0) {
      failed += 1;
      console.error(`${name}: ended with ${ended}`);
    }
  }
  if (!json) console.log(`\n${closingWords(rows)}`);
  return failed > 0 ? 1 : 0;
}

async function runPart(name: string, onRow: (row: Row) => void): Promise<number | null> {
  const child = spawn(process.execPath, [...process.execArgv, scriptOf('main'), `--part=${name}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  for await (const text of createInterface({ input: child.stdout })) if (text.startsWith('{')) onRow(JSON.parse(text) as Row);
  return ended;
}

function line({ name, value, unit, peer, goal, holds }: Row): string {
  const figure = `${value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)} ${unit}`;
  const mark = holds === null ? '? ' : holds ? '  ' : '✗ ';
  return `${mark}${name.padEnd(62)} ${figure.padStart(18)}   ${peer.padEnd(52)} goal ${goal}`;
}
