/** `npm run soak`: the long forms of the tests that break things on purpose. Every part prints its seed and its counts; ends with 1 when a promise was broken. */
import { parseArgs } from 'node:util';
import { pausedClients } from '../load/pausedClients.ts';
import { reconnectStorm } from '../load/reconnectStorm.ts';
import { startServer } from '../server/child.ts';
import { residentMb } from '../server/faults/memory.ts';
import { damageTrials } from './damage.ts';
import { fuzz } from './fuzz.ts';
import { killSoak } from './kill.ts';
import { memorySoak } from './memory.ts';
import { readLog } from './readLog.ts';
import { wallSoak } from './wall.ts';

const USAGE = `Usage: npm run soak -- [NAME …] [options]
  kill       500 kills (-9) under load, 5 million events acknowledged               about 40 minutes
  damage     1,000 changed bits and 1,000 cuts in the log and the archive           about 25 minutes
  fuzz       100,000 nasty lines                                                    about 2 minutes
  reconnect  200 clients, 500 cuts each, kills of the server                        about 15 minutes
  paused     50 of 200 clients stop reading for a minute                            about 2 minutes
  memory     an hour of traffic with 20 live views and 100 clients                  --minutes N (default 60)
  wall       a wall in a browser: cut cables, kills, silent feeds, lost graphics    --minutes N (default 60, at most 1440)
Without a name all of them, one after the other: about three and a half hours on two cores.
  --scale S    a part of it: 0.1 is a tenth of the kills, trials, lines and cuts
  --seed N     the same again (default: another every time)`;

interface Options {
  readonly seed: number;
  readonly scale: number;
  readonly minutes: number;
}

/** What was counted, and what must not be. */
interface Outcome {
  readonly counts: unknown;
  readonly wrong: readonly string[];
}

const PARTS: Readonly<Record<string, (options: Options) => Promise<Outcome>>> = {
  kill,
  damage,
  fuzz: fuzzed,
  reconnect,
  paused,
  memory,
  wall,
};

async function kill({ seed, scale }: Options): Promise<Outcome> {
  const [kills, events] = [Math.ceil(500 * scale), Math.ceil(5_000_000 * scale)];
  const report = await killSoak(kills, events, seed, (life) => life % 25 === 0 && note(`${life} kills`));
  const { lost, doubled, foreign, acknowledged, answered, notices, serving } = report;
  return {
    counts: { kills, ...report },
    wrong: failures({
      'acknowledged events were lost': lost > 0,
      'events are there twice': doubled > 0,
      'events are there that nobody sent': foreign > 0,
      'fewer were acknowledged than wanted': acknowledged < events,
      'the archive counts something else than the log': answered !== report.events,
      'the log says it was damaged': notices.length > 0,
      'it took more than 3 s to serve everything again': (serving.mostMs ?? 0) > 3000,
    }),
  };
}

async function damage({ seed, scale }: Options): Promise<Outcome> {
  const trials = Math.ceil(1000 * scale);
  const bits = await damageTrials('bit', trials, seed);
  note(`${trials} bits changed`);
  const cuts = await damageTrials('cut', trials, seed);
  return { counts: { bits, cuts }, wrong: [...bits.wrong, ...cuts.wrong] };
}

async function fuzzed({ seed, scale }: Options): Promise<Outcome> {
  const server = await startServer({ built: true });
  const lines = Math.ceil(100_000 * scale);
  let warmMb = 0;
  const { expected, wrong, ...counts } = await fuzz(server.url, lines, seed, (sent) => {
    if (sent > lines / 2 && warmMb === 0) warmMb = residentMb(server.child.pid);
  });
  const grewMb = Math.round(residentMb(server.child.pid) - warmMb);
  const crashed = server.child.exitCode !== null;
  await server.kill();
  const held = new Set<string>();
  readLog(server.dataDir, ({ source, id }) => void held.add(`${source}\0${id}`));
  await server.dispose();
  const { sent, accepted, duplicates, rejected } = counts;
  return {
    counts: { ...counts, grewMb },
    wrong: [
      ...wrong,
      ...failures({
        'the server has ended': crashed,
        'lines are not accounted for': accepted + duplicates + rejected !== sent,
        'the log does not hold what was accepted': held.size !== expected.size || [...expected.keys()].some((key) => !held.has(key)),
        'memory grew by more than 64 MB in the second half': grewMb > 64,
      }),
    ],
  };
}

async function reconnect({ seed, scale }: Options): Promise<Outcome> {
  const cutsEach = Math.ceil(500 * scale);
  const { wrong, ...counts } = await reconnectStorm({
    seed,
    clients: 190,
    pages: 10,
    cutsEach,
    deadShare: 0.02,
    kills: Math.ceil(10 * scale),
    restMs: 120_000,
  });
  const { gaps, repeats } = counts.counts;
  return { counts, wrong: [...wrong, ...failures({ 'releases were missing': gaps > 0, 'releases came twice': repeats > 0 })] };
}

async function paused({ seed, scale }: Options): Promise<Outcome> {
  const pauseMs = Math.max(10_000, 60_000 * scale);
  const { noticed, ...counts } = await pausedClients({ seed, clients: 200, paused: 50, pauseMs, warmMs: 30_000, rows: 100 });
  const grewMb = counts.grewBytes / 1024 / 1024;
  return {
    counts: { ...counts, grewMb: Math.round(grewMb) },
    wrong: [
      ...noticed,
      ...failures({
        'memory grew by more than 20 MB': grewMb > 20,
        'it took more than 2 s to be right again': counts.caughtUpMs > 2000,
      }),
    ],
  };
}

async function memory({ seed, minutes }: Options): Promise<Outcome> {
  let samples = 0;
  const report = await memorySoak(minutes, seed, (words) => samples++ % 24 === 0 && note(words));
  const [before, after] = report.handles;
  // An event costs 15 bytes in the index of repeats, an order its key in the dictionary; what cannot be told from noise is 10 MB an hour.
  const allowedMb = 10 + (32 * report.events * 60) / minutes / 1024 / 1024;
  return {
    counts: report,
    wrong: failures({
      'memory grows by more than each event costs': report.mbAnHour > allowedMb,
      'files or sockets are left open': after > before + 10,
    }),
  };
}

async function wall({ seed, minutes }: Options): Promise<Outcome> {
  const { wrong, ...counts } = await wallSoak(minutes, seed, note);
  return {
    counts,
    wrong: [
      ...wrong,
      ...failures({
        'the heap of the page grows by more than 1 MB an hour': counts.mbAnHour > 1,
        'the heap of the page was not read often enough to tell': counts.heapMb[0] === 0 || counts.compiledMb[0] === 0,
        'no scene was shown': counts.scenes === 0,
      }),
    ],
  };
}

function failures(checks: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(checks).filter((words) => checks[words]);
}

function note(words: string): void {
  console.error(`  ${new Date().toISOString().slice(11, 19)} ${words}`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    scale: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
    help: { type: 'boolean', default: false },
  },
});
const options = { seed: Number(values.seed ?? Date.now() % 1_000_000), scale: Number(values.scale), minutes: Number(values.minutes) };
const isUsable =
  options.scale > 0 &&
  options.minutes > 0 &&
  options.minutes <= 1440 &&
  Number.isInteger(options.seed) &&
  positionals.every((name) => name in PARTS);
if (values.help || !isUsable) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
process.exit(await runParts(positionals.length > 0 ? positionals : Object.keys(PARTS)));

async function runParts(names: readonly string[]): Promise<number> {
  let broken = 0;
  for (const name of names) {
    console.log(`\n${name} (seed ${options.seed})`);
    const startMs = performance.now();
    const { counts, wrong } = await (PARTS[name] as (typeof PARTS)[string])(options);
    console.log(`  ${JSON.stringify(counts)}`);
    for (const words of wrong) console.log(`  ✗ ${words}`);
    console.log(
      `  ${wrong.length === 0 ? 'held' : `${wrong.length} broken`}, in ${((performance.now() - startMs) / 60_000).toFixed(1)} minutes`,
    );
    broken += wrong.length;
  }
  return broken > 0 ? 1 : 0;
}
