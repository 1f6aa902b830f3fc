import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { choosePlaces, chosenAt, chosenWith, fitsAddress } from '../../model/area/choosing.ts';
import { useChange, useView } from '../viewStore.ts';
import { areaStore } from './areaStore.ts';

export interface AreaChoice {
  /** The values that are chosen, or would be with what is being drawn; null: all. */
  readonly chosen: readonly string[] | null;
  /** `empty`: nothing would remain; `too many`: no address could hold them. Neither is applied. */
  readonly problem: 'empty' | 'too many' | null;
}

/** What is chosen on the map; what has been drawn becomes the filter of its level. */
export function useAreaChoice(): AreaChoice {
  const { draft, places } = useStore(areaStore);
  const view = useView();
  const change = useChange();
  const level = places?.level;
  const before = useMemo(() => (level === undefined ? null : chosenAt(view, level)), [view, level]);
  const drawn = useMemo(() => {
    if (draft === null || draft.step === 'applied') return null;
    return chosenWith(before, draft.values, draft.way, () => places?.values.filter((value) => value !== null) ?? []);
  }, [draft, before, places]);
  const isDone = draft?.step === 'drawn';
  const problem = !isDone || drawn === null ? null : drawn.length === 0 ? 'empty' : fitsAddress(drawn) ? null : 'too many';
  useEffect(() => areaStore.setState({ chosen: before === null ? null : new Set(before) }), [before]);
  useEffect(() => {
    if (!isDone || drawn === null || problem !== null) return;
    areaStore.setState({ draft: { ...draft, step: 'applied' } });
    change((now) => choosePlaces(now, draft.level, drawn));
  }, [isDone, draft, drawn, problem, change]);
  return { chosen: drawn ?? before, problem };
}
