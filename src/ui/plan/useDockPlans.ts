import { useMemo } from 'react';
import { useAskedAsOf } from '../../live/asOfContext.ts';
import { usePlan } from '../../live/plan.ts';
import { ecosystemQueries } from '../../model/ecosystem/ecosystemQueries.ts';
import { planQueryOf } from '../../model/plan.ts';
import { DOCK_METRIC, type DockPlans } from '../../model/planDocks.ts';
import type { PlanAnswer } from '../../protocol/plan.ts';
import type { Query } from '../../protocol/query.ts';
import { useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';

/** What is planned for what stands on the ranks of money; nothing is asked while no plan is shown. */
export function useDockPlans(isAsked: boolean): DockPlans {
  const view = useAsked();
  const catalog = useCatalog();
  const { nodes } = ecosystemQueries(view, catalog);
  const middle = useRankPlan(nodes[1], isAsked);
  const near = useRankPlan(nodes[2], isAsked);
  return useMemo(
    () => new Map([middle, near].flatMap((plan) => (plan === null ? [] : [[plan.groupBy[0] ?? '', plan] as const]))),
    [middle, near],
  );
}

function useRankPlan(query: Query, isAsked: boolean): PlanAnswer | null {
  const view = useAsked();
  const asked = useAskedAsOf(query);
  const planned = isAsked && asked ? planQueryOf({ ...view, height: DOCK_METRIC }, asked) : null;
  const { answer } = usePlan(planned);
  return planned === null ? null : answer;
}
