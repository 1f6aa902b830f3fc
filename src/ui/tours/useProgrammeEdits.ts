/** Changes of what is kept: seen at once, kept one after another. */
import { useRef, useState } from 'react';
import { useProgrammeActions } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import { type KeptProgramme, type ProgrammeDraft, type ProgrammeEdit, type ProgrammeKind, READ_PROGRAMME } from '../../protocol/tours.ts';
import { TOUR_TEXTS } from './tourTexts.ts';
import { useTelling } from './useTelling.ts';

/** What a state becomes: its changed parts. */
type Next<Kind extends ProgrammeKind> = (before: ProgrammeDraft[Kind]) => Partial<ProgrammeDraft[Kind]>;

export interface ProgrammeEdits<Kind extends ProgrammeKind> {
  /** As it is with the changes that are still on their way. */
  readonly seen: ProgrammeDraft[Kind];
  /** Changes it; a change that fails is taken back and told below the tours, else `said` is. `onFailed`: who typed it may keep it. */
  readonly change: (next: Next<Kind>, said?: string | null, onFailed?: () => void) => void;
  /** The same for a caller that tells of a failure itself: throws an Error with the server's own message. */
  readonly put: (next: Next<Kind>) => Promise<KeptProgramme[Kind]>;
}

export function useProgrammeEdits<Kind extends ProgrammeKind>(kind: Kind, kept: KeptProgramme[Kind]): ProgrammeEdits<Kind> {
  const put = usePut(kind, kept.id);
  const attempt = useTelling();
  const waiting = useRef(0);
  const [ahead, setAhead] = useState<ProgrammeDraft[Kind] | null>(null);
  return {
    // What is done next refers to what is seen: without this an order or a caption given quickly would meet the state from before.
    seen: ahead ?? kept,
    put,
    change: (next, said = null, onFailed = () => {}) => {
      waiting.current++;
      setAhead((before) => ({ ...(before ?? kept), ...next(before ?? kept) }));
      attempt(async () => {
        try {
          await put(next);
          return said;
        } catch (error) {
          onFailed();
          throw error;
        } finally {
          waiting.current--;
          if (waiting.current === 0) setAhead(null);
        }
      });
    },
  };
}

/** Changes the newest state, one change after another: none is lost because the one before is still on its way. */
function usePut<Kind extends ProgrammeKind>(kind: Kind, id: string): ProgrammeEdits<Kind>['put'] {
  const { edit, store } = useProgrammeActions();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return (next) => {
    const put = last.current.then(() => {
      const newest = store.getState()[kind].find((one) => one.id === id) as KeptProgramme[Kind] | undefined;
      if (newest === undefined) throw new Error(say(TOUR_TEXTS).gone);
      const draft = READ_PROGRAMME[kind](newest);
      return edit(kind, id, { ...draft, ...next(draft), version: newest.version } as ProgrammeEdit<Kind>);
    });
    last.current = put.catch(() => undefined);
    return put;
  };
}
