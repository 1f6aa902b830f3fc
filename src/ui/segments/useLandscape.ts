/** The landscape of the present view: asked when the view changes, and again when its numbers do, at most every two seconds. */
import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import { AsOfContext } from '../../live/asOfContext.ts';
import { askLandscape } from '../../live/landscape.ts';
import { useAnswer } from '../../live/useAnswer.ts';
import { useProgrammes } from '../../live/useProgrammes.ts';
import { chosenRules } from '../../model/landscape/choosing.ts';
import { landscapeAsked, PEOPLE_METRICS, scaleKey, wholeQuery } from '../../model/landscape/landscapeQueries.ts';
import type { Landscape, LandscapeAsked } from '../../protocol/landscape.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { isNamedSegment } from '../../protocol/people.ts';
import type { SavedSegment } from '../../protocol/tours.ts';
import { repeat } from '../repeat.ts';
import { useAsked } from '../useAsked.ts';
import { useViewOf } from '../viewStore.ts';

const EVERY_MS = 2000;
const NOTHING: readonly SavedSegment[] = [];

export interface ShownLandscape {
  readonly landscape: Landscape;
  readonly saved: readonly SavedSegment[];
  /** What it was asked for: another question is measured anew. */
  readonly key: string;
}

export interface LandscapeState {
  readonly shown: ShownLandscape | null;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly error: string | null;
  /** Whether what is shown answers the present question. */
  readonly isCurrent: boolean;
}

/** Asks nothing while `isAsked` is false; what was shown last stays. */
export function useLandscape(isAsked: boolean): LandscapeState {
  const view = useAsked();
  const { window } = useViewOf('window');
  const moment = useContext(AsOfContext);
  const saved = useProgrammes((state) => state.segments) ?? NOTHING;
  const whole = useAnswer(isAsked ? wholeQuery(view, PEOPLE_METRICS) : null);
  const rules = useMemo(() => saved.map(({ rule }) => rule), [saved]);
  const asked = useMemo<LandscapeAsked>(() => {
    // Named segments are told apart in every answer.
    const chosen = chosenRules(view).filter((rule) => !isNamedSegment(rule));
    const asOf = moment === null ? {} : { asOf: { epoch: moment.epoch, seq: moment.seq } };
    return { ...landscapeAsked(view, rules, chosen), ...asOf };
  }, [view, rules, moment]);
  const [state, setState] = useState<Omit<LandscapeState, 'isCurrent'>>({ shown: null, status: 'loading', error: null });
  const key = JSON.stringify(asked);
  const shownKey = useRef('');
  const numbers = useRef(whole.table);
  numbers.current = whole.table;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the whole question
  useEffect(() => {
    if (!isAsked) return undefined;
    const read = (signal: AbortSignal) =>
      askLandscape(asked, signal).then(
        (landscape) => {
          if (signal.aborted) return true;
          shownKey.current = key;
          setState({ shown: { landscape, saved, key: scaleKey(asked, window) }, status: 'ready', error: null });
          return true;
        },
        (error: unknown) => {
          if (!signal.aborted) setState((before) => ({ ...before, status: 'failed', error: messageOf(error) }));
          return false;
        },
      );
    return repeat({ newsOf: () => numbers.current, read, everyMs: EVERY_MS });
  }, [key, isAsked, saved]);
  return { ...state, isCurrent: shownKey.current === key };
}
