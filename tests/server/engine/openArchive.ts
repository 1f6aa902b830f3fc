/** An archive of its own for a test, with what is needed to ask it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../../../server/engine/archive.ts';
import { planQuery } from '../../../server/engine/plan.ts';
import { answerQuery } from '../../../server/engine/query.ts';
import { createRegistry } from '../../../server/engine/registry.ts';
import type { RowBatch } from '../../../server/engine/rows.ts';
import { readTerritory } from '../../../server/geo/territories/readTerritory.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import type { Settings } from '../../../server/settings.ts';
import type { QueryAnswer } from '../../../src/protocol/query.ts';
import { OWN_NAME, OWN_TERRITORIES } from '../../oracle/ownTerritories.ts';
import { createCoder } from './objectCoder.ts';

export const EPOCH = 'epoch-1';
export const NOW_MS = Date.UTC(2024, 10, 3, 12);

export function tempDir(): string {
  return mkdtempSync(join(tmpdir(), 'orrery-engine-'));
}

export async function openTestArchive(settings: Settings, dir = tempDir()) {
  const territories = [readTerritory(OWN_NAME, OWN_TERRITORIES)];
  const archive = await openArchive({ dir, epoch: EPOCH, settings, territories });
  const registry = createRegistry(settings, archive.dictionaries, territories);
  const code = createCoder(settings, archive.dictionaries);
  return {
    dir,
    archive,
    registry,
    append(events: readonly ResolvedEvent[]): RowBatch {
      const batch = code(events);
      if (batch.count > 0) archive.append(batch);
      return batch;
    },
    ask: (query: unknown, nowMs = NOW_MS): Promise<QueryAnswer> =>
      answerQuery(planQuery(query, registry), { archive, registry, epoch: EPOCH, labelOf: () => null }, nowMs),
    async close(): Promise<void> {
      await archive.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
