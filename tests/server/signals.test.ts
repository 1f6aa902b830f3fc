/** Ctrl-C and SIGTERM as `npm start` has them: one press comes to the server several times. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../server/root.ts';
import { newDataDir, program, startServer } from './child.ts';

describe('a program that is told to stop', () => {
  it('stops in order, though the terminal and npm both tell it', async () => {
    const server = await startServer();
    onTestFinished(() => server.dispose());
    const gone = once(server.child, 'exit');
    server.child.kill('SIGINT');
    await wait(20);
    server.child.kill('SIGINT');
    expect(await gone).toEqual([0, null]);
    expect(existsSync(join(server.dataDir, 'server.json'))).toBe(false);
  });

  it('ends at once when it is told again, later', async () => {
    const module = pathToFileURL(join(ROOT, 'server/signals.ts')).href;
    const code = `import { onStopSignal } from ${JSON.stringify(module)}; onStopSignal(() => console.log('stopping')); setInterval(() => {}, 1000); console.log('ready');`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await expect.poll(() => output, { timeout: 30_000 }).toBe('ready\n');
    child.kill('SIGINT');
    child.kill('SIGTERM');
    await expect.poll(() => output, { timeout: 30_000 }).toBe('ready\nstopping\n');
    await wait(1100);
    expect([child.exitCode, child.signalCode]).toEqual([null, null]);
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    expect(await gone).toEqual([null, 'SIGINT']);
    expect(output).toBe('ready\nstopping\n');
  });
});

describe('the command line of the server', () => {
  it('says what is shown: the company’s own events, once there are some', async () => {
    const dataDir = newDataDir();
    const first = await startServer({ dataDir });
    const posted = await first.post('/v1/events', { specversion: '1.0', id: '1', source: 'shop', type: 'io.orrery.page.viewed' });
    expect(posted.status).toBe(200);
    await first.kill('SIGTERM');
    const second = await startServer({ dataDir, demo: 'simulator' });
    onTestFinished(() => second.dispose());
    expect(second.greeting).toBe(`Orrery: ${second.url}`);
  });

  it.each([
    [['--data', ''], '--data: must name a folder'],
    [['--port', ''], '--port : must be a whole number'],
    [['--port', '0x10'], '--port 0x10: must be a whole number'],
  ])('refuses %j', async (args, message) => {
    const child = spawn(process.execPath, [...program('main'), '--no-web', '--demo', 'none', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    // Not its exit: what it said at the end may come after that.
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(output).toContain(message);
  });
});
