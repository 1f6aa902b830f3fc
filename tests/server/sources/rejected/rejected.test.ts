/** Spoiled events are listed, repaired in the file and sent again; after that every number is as if they had been right at once. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toLine } from '../../../../server/sources/rejected/records.ts';
import { askedRows, expectedRows, resolvedEvent, type SentEvent, sentEvent } from '../../../soak/world.ts';
import { program, type ServerProcess, startServer } from '../../child.ts';

const COUNT = 300;

interface Listed {
  readonly number: number;
  readonly at: string;
  readonly index: number;
  readonly code: string;
  readonly field: string;
  readonly reason: string;
  readonly payload: unknown;
}

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [...program('rejected'), ...args], { encoding: 'utf8' });
}

/** What goes wrong at senders: every third event in one of six ways. */
function spoiled(event: SentEvent, at: number): string {
  const text = JSON.stringify(event);
  switch (at % 18) {
    case 0:
      return JSON.stringify({ ...event, data: { ...event.data, amount: '12,50 EUR' } });
    case 3:
      return JSON.stringify({ ...event, specversion: undefined });
    case 6:
      return text.slice(0, -20);
    case 9:
      return JSON.stringify({ ...event, time: 'yesterday' });
    case 12:
      return text.replace(/"amount":"[^"]*"/, '"amount":1e400');
    case 15:
      return JSON.stringify({ ...event, source: ' ' });
    default:
      return text;
  }
}

describe('rejected records', () => {
  let server: ServerProcess;
  const events = Array.from({ length: COUNT }, (_, at) => sentEvent('shop', at));
  const wrong = events.filter((_, at) => at % 3 === 0).length;
  const list = (): Listed[] => {
    const { status, stdout } = run('--data', server.dataDir);
    expect(status).toBe(0);
    return stdout
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  };

  beforeAll(async () => {
    server = await startServer();
    const reply = await server.post('/v1/events', events.map(spoiled).join('\n'), 'application/x-ndjson');
    expect(await reply.json()).toMatchObject({ accepted: COUNT - wrong, duplicates: 0 });
  });
  afterAll(() => server.dispose());

  it('are listed oldest first with what was sent: as JSON where that says the same, as text where not', () => {
    const listed = list();
    expect(listed.map(({ index }) => index)).toEqual(Array.from({ length: wrong }, (_, at) => at * 3));
    expect(listed[0]).toMatchObject({ index: 0, field: 'data.amount', payload: { id: 'shop-0', data: { amount: '12,50 EUR' } } });
    expect(listed[2]).toMatchObject({ index: 6, code: 'invalid_json', payload: JSON.stringify(events[6]).slice(0, -20) });
    expect(listed[4]?.payload).toEqual(expect.stringContaining('1e400'));
  });

  it.skipIf(process.platform === 'win32')('go into a pipe, too', () => {
    const pipe = join(server.dataDir, 'pipe');
    const listing = `"${process.execPath}" "${program('rejected').join('" "')}" --data "${server.dataDir}" --out "${pipe}"`;
    const { stdout } = spawnSync('sh', ['-c', `mkfifo "${pipe}"; cat "${pipe}" & ${listing}; wait`], { encoding: 'utf8', timeout: 90_000 });
    expect(stdout.trim().split('\n')).toHaveLength(wrong);
  });

  it.skipIf(process.platform === 'win32')('may be listed to one who goes before the end', () => {
    const listing = `"${process.execPath}" "${program('rejected').join('" "')}" --data "${server.dataDir}"; echo "status $?" >&2`;
    const { stderr } = spawnSync('sh', ['-c', `{ ${listing}; } | true`], { encoding: 'utf8', timeout: 90_000 });
    expect(stderr).toBe(`${wrong} rejected records\nstatus 0\n`);
  });

  it('keep every digit of their numbers, as text where JSON would lose some', () => {
    const payloadOf = (payload: string) => {
      const record = { number: 1, at: '2026-01-01T00:00:00.000Z', index: 0, code: 'c', field: 'id', reason: 'r', payload };
      return (JSON.parse(toLine(record)) as Listed).payload;
    };
    const long = '{"id": 12345678901234567890, "text": "\\"1\\""}';
    expect(payloadOf(long)).toBe(long);
    expect(payloadOf('{"amount": 0.12345678901234567}')).toBe('{"amount": 0.12345678901234567}');
    expect(payloadOf('{"amount": 0.0000001250, "note": "12345678901234567890"}')).toEqual({
      amount: 1.25e-7,
      note: '12345678901234567890',
    });
  });

  it('sent again as they are stay rejected, and are listed once', async () => {
    const replayed = run('--replay', '--data', server.dataDir);
    expect(replayed.stdout).toContain(`Sent ${wrong} again: 0 accepted, 0 duplicates, ${wrong} rejected again`);
    expect(list()).toHaveLength(wrong);
  });

  it('are repaired in the file and sent again: the numbers are those of the oracle, and nothing is listed any more', async () => {
    const file = join(server.dataDir, 'repair.ndjson');
    // An older list, which somebody has opened to others.
    writeFileSync(file, 'old', { mode: 0o644 });
    expect(run('--data', server.dataDir, '--out', file).status).toBe(0);
    expect(statSync(file).mode & 0o077).toBe(0);
    const repaired = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line, at) => JSON.stringify({ ...JSON.parse(line), payload: events[at * 3] }));
    writeFileSync(file, `${repaired.join('\n')}\n`);
    expect(run('--replay', file, '--data', server.dataDir).stdout).toContain(
      `Sent ${wrong} again: ${wrong} accepted, 0 duplicates, 0 rejected`,
    );
    expect(list()).toEqual([]);
    expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({ seq: COUNT, rejected: 0 });
    const inLog = [...events.filter((_, at) => at % 3 !== 0), ...events.filter((_, at) => at % 3 === 0)];
    expect(await askedRows(server.query)).toEqual(expectedRows(inLog.map((event, at) => resolvedEvent(event, at + 1))));
    expect(run('--replay', file, '--data', server.dataDir).stdout).toContain(`0 accepted, ${wrong} duplicates, 0 rejected`);
  });

  it('of a stopped workspace are listed and sent too; a file of another moment takes nothing off the list', async () => {
    await server.post('/v1/events', '{"late":"and wrong"}');
    const [record] = list();
    await server.kill('SIGTERM');
    const file = join(server.dataDir, 'other.ndjson');
    writeFileSync(file, JSON.stringify({ ...record, at: '2020-01-01T00:00:00.000Z', payload: events[1] }));
    expect(run('--replay', file, '--data', server.dataDir).stdout).toContain('1 duplicates');
    expect(list()).toEqual([record]);
  });

  it.each([
    [['--replay', '/no/such/file'], 1, /no such file/],
    [['--out', '/tmp/x', '--replay'], 2, /--out/],
    [['some.file'], 2, /--replay some\.file/],
    [['--data', '/no/such/folder'], 2, /holds no log/],
    [['--data', ''], 2, /--data: must name a folder/],
  ])('%j is refused with a message', (args, status, message) => {
    const refused = run('--data', server.dataDir, ...args);
    expect(refused.status).toBe(status);
    expect(refused.stderr).toMatch(message);
  });

  it('whose file was spoiled are not sent at all: the message names the line', () => {
    const file = join(server.dataDir, 'spoiled.ndjson');
    writeFileSync(file, `${JSON.stringify({ number: 1, at: '2020-01-01T00:00:00.000Z', payload: {} })}\n{"number":2,\n`);
    const refused = run('--replay', file, '--data', server.dataDir);
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringMatching(/line 2: is not JSON/)]);
  });
});
