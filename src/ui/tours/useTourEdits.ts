/** Changes of a tour: of its scenes, and of its name. */
import type { Scene, Tour } from '../../protocol/tours.ts';
import { useProgrammeEdits } from './useProgrammeEdits.ts';

export interface TourEdits {
  /** The scenes as they are with the changes that are still on their way. */
  readonly scenes: readonly Scene[];
  /** Changes the scenes, see {@link useProgrammeEdits}. */
  readonly putScenes: (next: (scenes: readonly Scene[]) => readonly Scene[], said?: string | null, onFailed?: () => void) => void;
  /** Throws an Error with the server's own message. */
  readonly rename: (name: string) => Promise<Tour>;
}

export function useTourEdits(tour: Tour): TourEdits {
  const { seen, change, put } = useProgrammeEdits('tours', tour);
  return {
    scenes: seen.scenes,
    putScenes: (next, said, onFailed) => change(({ scenes }) => ({ scenes: next(scenes) }), said, onFailed),
    rename: (name) => put(() => ({ name })),
  };
}
