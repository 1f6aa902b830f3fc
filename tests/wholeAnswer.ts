import type { QueryAnswer } from '../src/protocol/query.ts';

/** What an answer says beside its columns and rows when nothing is left out of it. */
export const WHOLE: Omit<QueryAnswer, 'columns' | 'rows'> = {
  labels: {},
  time: { from: null, to: null },
  asOf: { epoch: 'e', seq: 1 },
  suppressed: 0,
  unconverted: 0,
  truncated: false,
  live: true,
};
