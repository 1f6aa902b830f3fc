/** What the engine takes for itself where a container leaves it less than the machine has. */
import { totalmem } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';

const MIB = 1024 ** 2;

afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
});

/** The bounds of live views, and of questions to the archive, MiB. */
async function bounds(limit: number): Promise<readonly [views: number, archive: number]> {
  vi.spyOn(process, 'constrainedMemory').mockReturnValue(limit);
  const { MOST_BYTES } = await import('../../../server/engine/views/views.ts');
  const { MEMORY_LIMIT } = await import('../../../server/engine/blockCache.ts');
  return [MOST_BYTES / MIB, Number.parseInt(MEMORY_LIMIT, 10)];
}

it('is a part of the limit', async () => {
  expect(await bounds(2400 * MIB)).toEqual([300, 600]);
});

it.each([0, 2 ** 64])('is a part of the memory of the machine where there is no limit, told as %d', async (none) => {
  const [views, archive] = await bounds(none);
  expect(views).toBe(Math.min(4096, Math.max(256, totalmem() / 8 / MIB)));
  expect(archive).toBe(Math.round(Math.min(4096, Math.max(512, totalmem() / 4 / MIB))));
});
