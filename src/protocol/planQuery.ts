/** The question what is planned, `POST /v1/plan`: `where` and `time` as in a query. */
import { z } from 'zod';
import { PLAN_KINDS } from './plan.ts';
import { QuerySchema } from './query.ts';

export const PlanQuerySchema = z.strictObject({
  metric: z.string(),
  kind: z.enum(PLAN_KINDS),
  groupBy: QuerySchema.shape.groupBy,
  where: QuerySchema.shape.where,
  time: QuerySchema.shape.time,
  asOf: QuerySchema.shape.asOf,
  /** The instant that counts as now; left out: the clock, or with `asOf` when that event was taken in. */
  now: z.string().optional(),
});
export type PlanQuery = z.infer<typeof PlanQuerySchema>;
