/** What makes something is not done again while it is under way: a second press would make it twice. */
import { useState } from 'react';

/** Runs one work at a time; null for one that is asked for meanwhile. */
export function createTurn(): <Made>(work: () => Promise<Made>) => Promise<Made> | null {
  let isBusy = false;
  return (work) => {
    if (isBusy) return null;
    isBusy = true;
    return work().finally(() => {
      isBusy = false;
    });
  };
}

/** As {@link createTurn}, for as long as a component lives. */
export function useTurn(): ReturnType<typeof createTurn> {
  const [turn] = useState(createTurn);
  return turn;
}
