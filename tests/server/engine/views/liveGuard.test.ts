/** When the filters of a live view are judged anew. */

import { expect, it } from 'vitest';
import { filterQuestions } from '../../../../server/access/filterGuard.ts';
import { WALL } from '../../../../server/access/scope.ts';
import { keepingFor } from '../../../../server/access/wallRights.ts';
import { createLiveGuard } from '../../../../server/engine/views/liveGuard.ts';
import { createZone } from '../../../../server/engine/zone.ts';
import type { Query, QueryAnswer } from '../../../../src/protocol/query.ts';
import { WHOLE } from '../../../wholeAnswer.ts';

const QUERY: Query = { metrics: ['events'], where: { country: ['DE'] } };
const ANSWER: QueryAnswer = {
  ...WHOLE,
  columns: [],
  rows: [],
  live: false,
};

it('filters are judged every half minute, and at once by a clock that was set back', async () => {
  const clock = { ms: 10_000_000 };
  const behindOf = new Map<string, string>();
  const keeping = keepingFor(QUERY, WALL, behindOf);
  if (!keeping) throw new Error('a wall sees all');
  const guard = createLiveGuard({
    questions: filterQuestions(QUERY, WALL, { behindOf, zone: createZone('UTC') }),
    keeping,
    now: () => clock.ms,
    ask: async () => ANSWER,
  });
  const versions: (number | undefined)[] = [];
  for (const stepMs of [0, 29_999, 1, -3_600_000, 29_999, 1]) {
    clock.ms += stepMs;
    await guard?.judge(clock.ms);
    versions.push(guard?.version());
  }
  expect(versions).toEqual([1, 1, 2, 3, 3, 4]);
});
