/** What stands for size and what for colour in the picture of a view: for the words that go with it. */
import { risingOf, tintOf } from '../landscape/landscapeQueries.ts';
import type { ViewState } from '../viewState.ts';

/** Metric ids; the colour is that of the size where its metric is not `known`. */
export function drawnMetrics(
  view: Pick<ViewState, 'picture' | 'height' | 'colour'>,
  known: readonly string[],
): { readonly size: string; readonly colour: string } {
  if (view.picture === 'map') return { size: view.height, colour: view.colour };
  const size = view.picture === 'segments' ? risingOf(view) : 'revenue';
  const colour = view.picture === 'segments' && tintOf(view) === 'risk' ? 'revenue_at_risk' : 'csat';
  return { size, colour: known.includes(colour) ? colour : size };
}
