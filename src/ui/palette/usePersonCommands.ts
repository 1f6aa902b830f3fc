import { useContext, useEffect, useState } from 'react';
import { AsOfContext } from '../../live/asOfContext.ts';
import { fetchRecords } from '../../live/records.ts';
import { type Command, personCommand } from '../../model/commands.ts';

/** Typing goes on this long before the server is asked. */
const PAUSE_MS = 200;
/** Shorter keys nobody has. */
const LEAST_CHARACTERS = 2;

/** The customer whose key is exactly what was typed, where there is one. */
export function usePersonCommands(typed: string): readonly Command[] {
  const moment = useContext(AsOfContext);
  const [found, setFound] = useState<string | null>(null);
  const text = typed.trim();
  useEffect(() => {
    setFound(null);
    if (text.length < LEAST_CHARACTERS) return undefined;
    const stop = new AbortController();
    const asOf = moment === null ? {} : { asOf: { epoch: moment.epoch, seq: moment.seq } };
    const timer = setTimeout(() => {
      fetchRecords({ where: { customer: [text] }, limit: 1, ...asOf }, stop.signal).then(
        ({ records }) => setFound(records[0]?.customer ?? null),
        // Whoever has no right to it finds nobody.
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, moment]);
  return found === null ? [] : [personCommand(found)];
}
