/** Bits that change and files that are cut short, anywhere in the log and the archive: nothing may then be wrong without a word. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startServer } from '../server/child.ts';
import type { ChildReply, Reopened } from './damageChild.ts';
import { createProducers, newMet, produceAll } from './producers.ts';
import { seeded } from './world.ts';

const EVENTS = 3000;
const REJECTED = 20;
const DAMAGED = /^(log-\d+\.db|log-\d+\.db-wal|log\.head|archive\.duckdb|archive\.duckdb\.wal)$/;
/** Where files keep what the rest depends on: every third fault is there. */
const FRONT_BYTES = 4096;
/** A process that dies over a file is started again, as a supervisor does, so many times. */
const STARTS = 3;
const LONGEST_MS = 10_000;

export type Damage = 'bit' | 'cut';
type Folder = ReadonlyMap<string, Buffer>;

export interface DamageCounts {
  readonly trials: number;
  /** Trials by the file that was damaged. */
  readonly files: Record<string, number>;
  /** Trials after which events were missing and it was said. */
  lossTold: number;
  lostEvents: number;
  /** Starts that ended the process. */
  crashes: number;
  slowestMs: number;
  /** What must not be, in words. */
  readonly wrong: string[];
}

/** Runs so many trials, over a folder left by kill -9 and one that was closed in order. */
export async function damageTrials(damage: Damage, trials: number, seed: number): Promise<DamageCounts> {
  const random = seeded(seed);
  const folders = [await makeFolder('SIGKILL'), await makeFolder('SIGTERM')];
  const counts: DamageCounts = { trials, files: {}, lossTold: 0, lostEvents: 0, crashes: 0, slowestMs: 0, wrong: [] };
  const child = createChild();
  for (let trial = 0; trial < trials; trial++) {
    const folder = folders[trial % folders.length] as Folder;
    const fault = chooseFault(damage, folder, random);
    counts.files[fault.name] = (counts.files[fault.name] ?? 0) + 1;
    const dir = restore(folder, fault);
    const problem = judge(dir, await openedBy(child, dir, counts), counts);
    if (problem) counts.wrong.push(`trial ${trial}, ${fault.words}: ${problem}`);
    rmSync(dirname(dir), { recursive: true, force: true });
  }
  child.end();
  return counts;
}

/** What a real server leaves behind: nothing more comes after it is told to end. */
async function makeFolder(signal: NodeJS.Signals): Promise<Folder> {
  const server = await startServer();
  const met = newMet();
  await produceAll(server.url, createProducers(1, 'damaged'), { batch: 60, met, isOver: () => met.acknowledged >= EVENTS });
  await server.post('/v1/events', Array.from({ length: REJECTED }, (_, at) => `{"wrong":${at}}`).join('\n'), 'application/x-ndjson');
  await server.query({ metrics: ['events'] });
  await server.kill(signal);
  const names = readdirSync(server.dataDir).filter((name) => statSync(join(server.dataDir, name)).isFile() && name !== 'server.json');
  const files = new Map(names.map((name) => [name, readFileSync(join(server.dataDir, name))]));
  await server.dispose();
  return files;
}

interface Fault {
  readonly name: string;
  readonly bytes: Buffer;
  readonly words: string;
}

function chooseFault(damage: Damage, folder: Folder, random: () => number): Fault {
  const names = [...folder].filter(([name, bytes]) => DAMAGED.test(name) && bytes.length > 0).map(([name]) => name);
  const pick = () => names[Math.floor(random() * names.length)] as string;
  // So small a file is not worth every fifth trial.
  const name = random() < 0.1 ? 'log.head' : ([pick(), pick(), pick(), pick()].find((picked) => picked !== 'log.head') ?? pick());
  const bytes = Buffer.from(folder.get(name) as Buffer);
  const range = random() < 1 / 3 ? Math.min(FRONT_BYTES, bytes.length) : bytes.length;
  const at = Math.floor(random() * range);
  if (damage === 'cut') return { name, bytes: bytes.subarray(0, at), words: `${name} of ${bytes.length} bytes cut at ${at}` };
  const bit = Math.floor(random() * 8);
  bytes[at] = (bytes[at] as number) ^ (1 << bit);
  return { name, bytes, words: `${name} of ${bytes.length} bytes, bit ${bit} of byte ${at}` };
}

function restore(folder: Folder, fault: Fault): string {
  const dir = join(mkdtempSync(join(tmpdir(), 'orrery-damage-')), 'data');
  mkdirSync(dir);
  for (const [name, bytes] of folder) writeFileSync(join(dir, name), name === fault.name ? fault.bytes : bytes);
  return dir;
}

/** Opens a folder; a process that dies is started again. */
async function openedBy(child: Child, dir: string, counts: DamageCounts): Promise<ChildReply> {
  for (let start = 1; ; start++) {
    const reply = await child.open(dir);
    if (reply !== 'died' && (!('error' in reply) || !/repaired at the next start/.test(reply.error))) return reply;
    counts.crashes += 1;
    if (start === STARTS) return reply === 'died' ? { error: `the process died ${STARTS} times` } : reply;
  }
}

/** What is wrong with what was opened; null when all is well or the loss was told. */
function judge(dir: string, reply: ChildReply, counts: DamageCounts): string | null {
  if ('error' in reply) return `did not start: ${reply.error}`;
  counts.slowestMs = Math.max(counts.slowestMs, reply.openedMs);
  if (reply.openedMs > LONGEST_MS) return `took ${Math.round(reply.openedMs)} ms to start`;
  if (reply.foreign > 0) return `holds ${reply.foreign} events that were not sent so`;
  if (!reply.isRight) return 'answers something else than the oracle over what the log holds';
  const isWhole = reply.seq === EVENTS && reply.rejected === REJECTED;
  if (reply.notices.length === 0)
    return isWhole ? null : `lost events without a word (${reply.seq} of ${EVENTS}, ${reply.rejected} rejected)`;
  counts.lossTold += 1;
  counts.lostEvents += EVENTS - reply.seq;
  return unnamed(dir, reply);
}

/** A notice says how many were lost, and names the file, which is still there. */
function unnamed(dir: string, { notices, seq }: Reopened): string | null {
  const [, saved, name] = /(\d+) events saved, .* lost; the damaged file is kept as (\S+)/.exec(notices.at(-1) ?? '') ?? [];
  if (name === undefined) return `the notice names no file: ${notices.at(-1)}`;
  if (Number(saved) !== seq) return `the notice says ${saved} saved, there are ${seq}`;
  return existsSync(join(dir, name)) ? null : `${name} is gone`;
}

interface Child {
  open(dir: string): Promise<ChildReply | 'died'>;
  end(): void;
}

function createChild(): Child {
  let process: { readonly child: ChildProcess; readonly lines: Interface } | null = null;
  return {
    open: (dir) => {
      process ??= startChild();
      const { child, lines } = process;
      return new Promise((resolve) => {
        const died = () => {
          process = null;
          resolve('died');
        };
        child.once('exit', died);
        lines.once('line', (line) => {
          child.off('exit', died);
          resolve(JSON.parse(line) as ChildReply);
        });
        child.stdin?.write(`${dir}\n`);
      });
    },
    end: () => void process?.child.kill(),
  };
}

function startChild() {
  const path = fileURLToPath(new URL('damageChild.ts', import.meta.url));
  // What it says about each damage would be thousands of lines.
  const child = spawn(globalThis.process.execPath, ['--import', 'tsx', path], { stdio: ['pipe', 'pipe', 'ignore'] });
  return { child, lines: createInterface({ input: child.stdout }) };
}
