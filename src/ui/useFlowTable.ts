import { useAnswer } from '../live/useAnswer.ts';
import { flowQuery } from '../model/viewQueries.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { useAsked } from './useAsked.ts';

/** The flows that the map draws; null while they are off or not known yet. */
export function useFlowTable(): AnswerTable | null {
  const view = useAsked();
  const { table } = useAnswer(view.flows ? flowQuery(view) : null);
  return view.flows ? table : null;
}
