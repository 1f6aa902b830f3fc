/** The scenes of the tour that composes itself, for a wall: the next round, which remembers what the last one told. */

import type { ask as askOnce } from '../../live/ask.ts';
import type { Live } from '../../live/createLive.ts';
import type { Told } from '../../model/tour/rank.ts';
import { toRoomScenes } from '../../model/tour/roomScene.ts';
import { composeRound } from '../../model/tour/selfTour.ts';
import { DEFAULT_VIEW } from '../../model/viewState.ts';
import type { Catalog } from '../../protocol/catalog.ts';
import type { Scene } from '../../protocol/tours.ts';

const TOLD = 'orrery.wall told';
/** A cable can be cut without the request noticing: the room would wait for its next act for ever. The server gives up sooner. */
const PATIENCE_MS = 60_000;

interface Means {
  readonly ask: typeof askOnce;
  readonly catalog: Catalog;
  readonly live: Live;
}

/** `told` is to be called when the room has heard of it: the next round leaves out what this one told. */
export interface Composed {
  readonly scenes: readonly Scene[];
  readonly told: () => void;
}

export async function composeScenes({ ask, catalog, live }: Means): Promise<Composed> {
  const nowMs = live.room.serverNow();
  const newestMs = live.connection.getState().newestEventAtMs ?? Date.parse(catalog.extent.to ?? '');
  const round = await composeRound({
    ask: (query) => ask(query, AbortSignal.timeout(PATIENCE_MS)),
    catalog,
    base: DEFAULT_VIEW,
    name: null,
    nowMs,
    newestMs: Number.isFinite(newestMs) ? newestMs : nowMs,
    told: readTold(catalog.epoch),
  });
  return {
    scenes: toRoomScenes(round.scenes),
    told: () => sessionStorage.setItem(TOLD, JSON.stringify({ epoch: catalog.epoch, told: round.told })),
  };
}

/** What this screen told in the last round; nothing of another log. */
function readTold(epoch: string): readonly Told[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(TOLD) ?? 'null') as { readonly epoch: string; readonly told: readonly Told[] } | null;
    return kept?.epoch === epoch ? kept.told : [];
  } catch {
    return [];
  }
}
