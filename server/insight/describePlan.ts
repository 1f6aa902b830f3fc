/** The plan's part of the OpenAPI document. */
import { z } from 'zod';
import { PLAN_DIMENSIONS, PLAN_KINDS } from '../../src/protocol/plan.ts';
import { PlanQuerySchema } from '../../src/protocol/planQuery.ts';
import {
  answer,
  instant,
  integer,
  json,
  labels,
  list,
  moment,
  nullable,
  number,
  oneOf,
  record,
  refused,
  type Schema,
  text,
} from '../engine/schemaWords.ts';

const GROUP: Schema = {
  ...record({
    ids: list(nullable(text)),
    soFar: nullable(number),
    toEnd: nullable(number),
    from: oneOf('own', 'children'),
    parts: { type: 'integer', minimum: 1 },
    coverage: { type: 'number', minimum: 0, maximum: 1 },
  }),
  description:
    'The plan of the window up to now and to its end; set for the group itself or summed over what is set within it; the share of the days up to now that it speaks of',
};

const ANSWER = record({
  ...{ metric: text, kind: oneOf(...PLAN_KINDS), groupBy: list(text), adds: oneOf('sum', 'mean', 'whole'), groups: list(GROUP), labels },
  unplannable: { ...list(text), description: 'Dimensions of the question that no plan can be made for: no group has one then' },
  time: record({ from: nullable(instant), to: nullable(instant), now: instant }),
  planned: { ...nullable(record({ from: instant, to: instant })), description: 'What time any plan of this metric and kind speaks of' },
  unplaced: { ...integer, description: 'Plans of this metric and kind that name a place which is not known' },
  known: { ...list(record({ kind: oneOf(...PLAN_KINDS), metric: text, plans: integer })), description: 'What is planned at all' },
  asOf: moment,
});

/** `POST /v1/plan`. */
export function describePlan(): Schema {
  return {
    '/v1/plan': {
      post: {
        summary: 'What is planned for each group in a window, from the events that set targets and forecasts',
        description: `An event of the type io.orrery.target.set or io.orrery.forecast.set says metric, value and a period ("2026", "2026-Q4", "2026-11", "2026-W47", "2026-11-22", or period_from and period_to), and what it is for: any of ${PLAN_DIMENSIONS.join(', ')}; one of a brand without a product is refused. The last one set of a group and period counts; on each local day the shortest period that holds it does. What sums is summed over the days, a rate is averaged, a count of different customers is told only for whole periods. What is planned up to now goes on until the instant that now says; left out, until the clock, or with asOf until that event was taken in.`,
        requestBody: { required: true, ...json(z.toJSONSchema(PlanQuerySchema, { target: 'draft-2020-12' }) as Schema) },
        responses: {
          200: answer('Groups, the largest plan first', ANSWER),
          ...refused(400, 403, 409, 503),
        },
      },
    },
  };
}
