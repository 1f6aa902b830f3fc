/** The server under strace: its system calls written down, or made to fail. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why system calls cannot be traced here; null when they can. Installs strace by apt where that is possible. */
export function whyNotTraced(): string | null {
  if (process.platform !== 'linux') return 'strace is for Linux only';
  if (spawnSync('strace', ['-V']).error && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq']);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'strace']);
  }
  const { error, status, stderr } = spawnSync('strace', ['-f', '-e', 'trace=none', '-e', 'inject=fsync:error=EIO', 'true'], {
    encoding: 'utf8',
  });
  if (error) return 'strace is not installed, and may not be installed here';
  return status === 0 ? null : `strace may not trace here (${stderr.trim().split('\n')[0]})`;
}

export interface Tracing {
  /** The command that runs the server: to be put before it. */
  readonly via: readonly string[];
  /** All calls so far, in the order in which they began and ended. */
  read(): Call[];
}

/** A place for a trace. The server stays the child of the caller; the tracer stands aside. */
export function createTracing(args: readonly string[]): Tracing {
  const file = join(mkdtempSync(join(tmpdir(), 'orrery-trace-')), 'calls');
  return { via: ['strace', '-D', '-f', '-qq', '--seccomp-bpf', '-o', file, ...args], read: () => parse(readFileSync(file, 'utf8')) };
}

/** A call that a thread made. Positions count the lines of the trace: calls that overlap in time overlap in positions. */
export interface Call {
  readonly thread: string;
  readonly name: string;
  /** As strace prints them, result included. */
  readonly text: string;
  readonly begin: number;
  /** Infinity while it is under way. */
  end: number;
  /** Not done by the kernel, but made up by strace. */
  injected: boolean;
}

function parse(trace: string): Call[] {
  const calls: Call[] = [];
  const underway = new Map<string, Call>();
  trace.split('\n').forEach((line, position) => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = rest.startsWith('<... ');
    const name = /^(?:<\.\.\. )?(\w+)/.exec(rest)?.[1] ?? '';
    if (resumed) {
      const call = underway.get(thread);
      if (call?.name === name) Object.assign(call, { end: position, injected: rest.includes('(INJECTED)') });
      underway.delete(thread);
      return;
    }
    const isWhole = !rest.includes('<unfinished ...>');
    const end = isWhole ? position : Number.POSITIVE_INFINITY;
    const call: Call = { thread, name, text: rest, begin: position, end, injected: rest.includes('(INJECTED)') };
    if (!isWhole) underway.set(thread, call);
    if (/^\w+\(/.test(rest)) calls.push(call);
  });
  return calls;
}
