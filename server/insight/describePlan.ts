/** The plan's part of the OpenAPI document. */
import { z } from 'zod';
import { PLAN_DIMENSIONS, PLAN_KINDS } from '../../src/protocol/plan.ts';
import { PlanQuerySchema } from '../../src/protocol/planQuery.ts';

type Schema = Readonly<Record<string, unknown>>;

const json = (schema: Schema): Schema => ({ content: { 'application/json': { schema } } });
const refused = (description: string): Schema => ({ description, ...json({ $ref: '#/components/schemas/Error' }) });
const text: Schema = { type: 'string' };
const number: Schema = { type: ['number', 'null'] };

const GROUP: Schema = {
  type: 'object',
  description:
    'The plan of the window up to now and to its end; set for the group itself or summed over what is set within it; the share of the days up to now that it speaks of',
  properties: {
    ids: { type: 'array', items: { type: ['string', 'null'] } },
    soFar: number,
    toEnd: number,
    from: { enum: ['own', 'children'] },
    parts: { type: 'integer', minimum: 1 },
    coverage: { type: 'number', minimum: 0, maximum: 1 },
  },
};

/** `POST /v1/plan`. */
export function describePlan(): Schema {
  return {
    '/v1/plan': {
      post: {
        summary: 'What is planned for each group in a window, from the events that set targets and forecasts',
        description: `An event of the type io.orrery.target.set or io.orrery.forecast.set says metric, value and a period ("2026", "2026-Q4", "2026-11", "2026-W47", "2026-11-22", or period_from and period_to), and what it is for: any of ${PLAN_DIMENSIONS.join(', ')}. The last one set of a group and period counts; on each local day the shortest period that holds it does. What sums is summed over the days, a rate is averaged, a count of different customers is told only for whole periods.`,
        requestBody: { required: true, ...json(z.toJSONSchema(PlanQuerySchema, { target: 'draft-2020-12' }) as Schema) },
        responses: {
          200: {
            description: 'Groups, the largest plan first',
            ...json({
              type: 'object',
              properties: {
                metric: text,
                kind: { enum: PLAN_KINDS },
                adds: { enum: ['sum', 'mean', 'whole'] },
                groups: { type: 'array', items: GROUP },
              },
            }),
          },
          400: refused('The question cannot be asked; the message names the field'),
          403: refused('A wall asks, where anybody may look'),
          409: refused('asOf is of another log'),
        },
      },
    },
  };
}
