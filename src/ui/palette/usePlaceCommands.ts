import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { fetchPlaces } from '../../live/ask.ts';
import { type Command, MOST_OF_A_GROUP, nearFirst, placeCommand } from '../../model/commands.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { firstSightStore } from '../firstSight.ts';
import { useKeepNames } from '../placeNames.ts';
import { useView } from '../viewStore.ts';

/** Found, of which the nearest few are offered. */
const LOOKED_AT = 24;
/** Typing goes on this long before the server is asked. */
const PAUSE_MS = 120;

export interface Found {
  readonly commands: readonly Command[];
  readonly isSearching: boolean;
  readonly error: string | null;
}

const NOTHING: Found = { commands: [], isSearching: false, error: null };

/** Whether a line is a place while those of what is typed now are on their way: found for the text before, or one that others may come before. */
export function isOfBefore(line: Command | undefined, { isSearching }: Pick<Found, 'isSearching'>): boolean {
  return isSearching && line?.group === 'places';
}

/** Places whose names begin with what was typed, those of the country that is looked at first; those of the text before stay until others are found. */
export function usePlaceCommands(typed: string): Found {
  const [found, setFound] = useState<Found>(NOTHING);
  const { focus } = useView();
  const home = useStore(firstSightStore, (sight) => sight.home);
  const country = (focus ?? home)?.country ?? null;
  const text = typed.trim();
  const keepNames = useKeepNames();
  useEffect(() => {
    if (text === '') {
      setFound(NOTHING);
      return;
    }
    const abort = new AbortController();
    setFound((before) => ({ ...before, isSearching: true }));
    const timer = setTimeout(() => {
      fetchPlaces(text, LOOKED_AT, abort.signal).then(
        (places) => {
          const nearest = nearFirst(places, country, text).slice(0, MOST_OF_A_GROUP);
          // A place without a single event is named by what found it alone.
          keepNames(nearest);
          setFound({ commands: nearest.map(placeCommand), isSearching: false, error: null });
        },
        (error: unknown) => {
          if (!abort.signal.aborted) setFound({ commands: [], isSearching: false, error: messageOf(error) });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, country, keepNames]);
  return found;
}
