/** How a client is found to be slow, whatever becomes of the clock on the wall. */
import { EventEmitter } from 'node:events';
import type { Socket as Wire } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBacklog } from '../../../server/hub/backlog.ts';

const STALL_MS = 20;
const HOUR_MS = 3_600_000;

/** The backlog of a connection that takes nothing any more. */
function openStuck() {
  const transport = Object.assign(new EventEmitter(), { writable: false });
  const socket = { conn: Object.assign(new EventEmitter(), { transport }) } as unknown as Parameters<typeof createBacklog>[0];
  const wire = { writable: true, writableLength: 0, write: () => true } as unknown as Wire;
  return createBacklog(socket, wire, { stallMs: STALL_MS, mostPackets: 600, mostUnread: 1024 * 1024 });
}

describe('a connection that takes nothing', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('is slow after its time although the clock was set back', async () => {
    const backlog = openStuck();
    expect(backlog.isSlow()).toBe(false);
    vi.setSystemTime(Date.now() - HOUR_MS);
    await new Promise((resolve) => setTimeout(resolve, 3 * STALL_MS));
    expect(backlog.isSlow()).toBe(true);
  });

  it('is not given up because the clock was set forward', () => {
    const backlog = openStuck();
    expect(backlog.stuckMs()).toBeLessThan(STALL_MS);
    vi.setSystemTime(Date.now() + HOUR_MS);
    expect(backlog.stuckMs()).toBeLessThan(60_000);
  });
});
