/** The moment that every question of the page is asked of: set once, so that no panel can forget it. */
import { createContext, useContext } from 'react';
import type { AsOf, Query } from '../protocol/query.ts';

export const AsOfContext = createContext<AsOf | null>(null);

/** A query as it is asked now: of the page's moment, unless it names one itself. */
export function useAskedAsOf(query: Query | null): Query | null {
  const moment = useContext(AsOfContext);
  return query === null || moment === null || query.asOf ? query : { ...query, asOf: { epoch: moment.epoch, seq: moment.seq } };
}
