import { useMemo } from 'react';
import { useProgrammes } from '../../live/useProgrammes.ts';
import type { Command } from '../../model/commands.ts';
import { languageNow, say } from '../../model/language.ts';
import { tourSeconds } from '../../model/tour/tour.ts';
import { useBookmark } from './bookmarking.ts';
import { lengthText } from './lengthText.ts';
import { startPlaying } from './playing.ts';
import { TOUR_TEXTS } from './tourTexts.ts';

/** The tours as commands that play them, and what adds to them. */
export function useTourCommands(): readonly Command[] {
  const tours = useProgrammes((state) => state.tours);
  const bookmark = useBookmark();
  const language = languageNow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are those of the language; adding reads the newest view itself
  return useMemo(() => {
    const words = say(TOUR_TEXTS);
    const opens = (tour: string | null): Command['apply'] => {
      return (view) => ({ ...view, side: 'tours', tour });
    };
    const played = tours
      .filter(({ scenes }) => scenes.length > 0)
      .map((tour): Command => {
        const note = words.length(tour.scenes.length, lengthText(tourSeconds(tour.scenes)));
        return { id: `tour ${tour.id}`, group: 'tours', label: tour.name, note, apply: (view) => view, act: () => startPlaying(tour) };
      });
    const actions: readonly Command[] = [
      { id: 'action tours', group: 'tours', label: words.tours, note: '', apply: opens(null) },
      {
        ...{ id: 'action bookmark', group: 'tours', label: words.add, note: words.addNote, apply: (view) => view },
        act: () => void bookmark(),
      },
      { id: 'tour self', group: 'tours', label: words.self, note: words.selfNote, apply: opens('self') },
    ];
    return [...actions, ...played];
  }, [tours, language]);
}
