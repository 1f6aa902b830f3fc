/** The real server in a process of its own, on a free port, for tests that talk to it from outside (and may kill it). */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../server/root.ts';
import type { Query, QueryAnswer } from '../../src/protocol/query.ts';

const PROGRAMS = { main: 'main.ts', import: 'sources/importer/main.ts', rejected: 'sources/rejected/main.ts' } as const;

export interface ServerProcess {
  readonly url: string;
  readonly dataDir: string;
  readonly child: ChildProcess;
  /** The line that it greets with. */
  readonly greeting: string;
  post(path: string, body: unknown, contentType?: string): Promise<Response>;
  query(query: Query): Promise<QueryAnswer>;
  /** Ends the process (kill -9 by default, as a crash would) and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Ends the process and deletes its data. */
  dispose(): Promise<void>;
}

export interface ServerArguments {
  readonly dataDir?: string;
  readonly port?: number;
  readonly demo?: string;
  readonly web?: boolean;
  /** A command that runs the server, such as a tracer with its options. */
  readonly via?: readonly string[];
  /** Runs the build instead of the source. */
  readonly built?: boolean;
}

/**
 * What node is given to run one of the server's programs: its build where that is asked for and there, else its source.
 * `npm test` builds first and says so (`ORRERY_BUILT`): the build starts in half the time of the source.
 */
export function program(name: keyof typeof PROGRAMS, built = process.env.ORRERY_BUILT !== undefined): readonly string[] {
  const path = join(ROOT, `dist/server/${name}.js`);
  return built && existsSync(path) ? [path] : ['--import', 'tsx', join(ROOT, 'server', PROGRAMS[name])];
}

/** A new empty data folder for one test. */
export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'orrery-data-'));
}

/** Starts the server (built, with its page, when `web`) and resolves when it listens. Rejects with its output when it ends first. */
export async function startServer({
  dataDir = newDataDir(),
  port = 0,
  demo = 'none',
  web = false,
  via = [],
  built = web || undefined,
}: ServerArguments = {}): Promise<ServerProcess> {
  const args = [...program('main', built), '--data', dataDir, '--port', String(port), '--demo', demo, ...(web ? [] : ['--no-web'])];
  const [command = '', ...before] = [...via, process.execPath];
  const child = spawn(command, [...before, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const { url, greeting } = await listening(child);
  const post = (path: string, body: unknown, contentType = 'application/json') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url,
    dataDir,
    child,
    greeting,
    post,
    query: async (query) => {
      const response = await post('/v1/query', query);
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      return (await response.json()) as QueryAnswer;
    },
    kill,
    dispose: async () => {
      await kill();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function listening(child: ChildProcess): Promise<Pick<ServerProcess, 'url' | 'greeting'>> {
  let output = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [greeting, url] = /Orrery: (http:\/\/\S+).*(?=\n)/.exec(output) ?? [];
      if (greeting && url) resolve({ url, greeting });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    // Not its exit: what it said at the end may come after that.
    child.once('close', (code) => reject(new Error(`the server ended (${code}) before it listened:\n${output}`)));
  });
}
