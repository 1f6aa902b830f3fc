import { useEffect, useMemo, useState } from 'react';
import { useAskedAsOf } from '../../live/asOfContext.ts';
import { type PlanState, usePlan } from '../../live/plan.ts';
import { planQueryOf, withPlan } from '../../model/plan.ts';
import { mapQuery } from '../../model/viewQueries.ts';
import type { PlanAnswer } from '../../protocol/plan.ts';
import type { Query } from '../../protocol/query.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';

/** The plan of a question about the height metric; null where none is shown or none can be made. */
export function usePlanOf(query: Query): PlanState | null {
  const view = useAsked();
  const asked = useAskedAsOf(query);
  const planned = asked && planQueryOf(view, asked);
  const state = usePlan(planned);
  return planned === null ? null : state;
}

/** A plan with the places that it was asked for. */
interface Held {
  readonly answer: PlanAnswer;
  readonly places: string;
}

/**
 * The answer of the map with the columns of the plan that is shown, moved by the what-if; the same table while none is. While the answer
 * or the plan of another window loads (`isLoading`: the answer does), the plan before stays around the same places.
 */
export function usePlannedTable(table: AnswerTable | null, metric: string, isLoading: boolean): AnswerTable | null {
  const view = useAsked();
  const catalog = useCatalog();
  const query = mapQuery(view);
  const state = usePlanOf(query);
  const places = JSON.stringify([query.groupBy, query.where]);
  const present = state?.answer ?? null;
  const [held, hold] = useState<Held | null>(null);
  useEffect(() => {
    if (state === null) hold(null);
    else if (present !== null && !isLoading) hold({ answer: present, places });
  }, [state, present, places, isLoading]);
  const kept = state !== null && held !== null && (isLoading || held.places === places) ? held.answer : null;
  const answer = isLoading ? kept : (present ?? kept);
  return useMemo(() => {
    if (table === null || answer === null || answer.metric !== metric || answer.groups.length === 0) return table;
    return withPlan(table, answer, metricOf(catalog, metric), view.whatIf);
  }, [table, answer, catalog, metric, view.whatIf]);
}
