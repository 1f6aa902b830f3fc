import { useEffect, useState } from 'react';
import { fetchPlaces } from '../../live/ask.ts';
import { type Command, MOST_OF_A_GROUP, placeCommand } from '../../model/commands.ts';

/** Typing goes on this long before the server is asked. */
const PAUSE_MS = 120;

interface Found {
  readonly commands: readonly Command[];
  readonly isSearching: boolean;
  readonly error: string | null;
}

const NOTHING: Found = { commands: [], isSearching: false, error: null };

/** Places whose names begin with what was typed; those of the text before stay until others are found. */
export function usePlaceCommands(typed: string): Found {
  const [found, setFound] = useState<Found>(NOTHING);
  const text = typed.trim();
  useEffect(() => {
    if (text === '') {
      setFound(NOTHING);
      return;
    }
    const abort = new AbortController();
    setFound((before) => ({ ...before, isSearching: true }));
    const timer = setTimeout(() => {
      fetchPlaces(text, MOST_OF_A_GROUP, abort.signal).then(
        (places) => setFound({ commands: places.map(placeCommand), isSearching: false, error: null }),
        (error: unknown) => {
          if (!abort.signal.aborted)
            setFound({ commands: [], isSearching: false, error: error instanceof Error ? error.message : String(error) });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return found;
}
