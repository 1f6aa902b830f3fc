/** What events that plan must say: a metric, a period and a value, and nothing that would count as what happened. */
import type { Event, Json } from '../../src/protocol/event.ts';
import { isPlanType, PLAN_DIMENSIONS, type PlanPeriod, parsePeriod } from '../../src/protocol/plan.ts';
import { toFixedOne } from '../log/decimal.ts';
import { DecodeFault, shown } from './decodeFault.ts';

const PERIODS = '"2026", "2026-Q4", "2026-11", "2026-W47" or "2026-11-22"';
/** Names of `data` that tell of what happened. */
const HAPPENED = ['amount', 'currency', 'quantity', 'score', 'scale', 'duration_s', 'resolved', 'order', 'contact', 'text'] as const;

type Planned = Pick<Event, 'type' | 'subject' | 'data'>;

/** Why an event that plans cannot be taken; undefined for one that can, and for events of any other type. */
export function checkPlan({ type, subject, data }: Planned): DecodeFault | undefined {
  if (!isPlanType(type)) return undefined;
  if (subject !== null) return invalid('subject', 'a plan belongs to no customer; leave it out');
  const { metric, value } = data;
  if (typeof metric !== 'string' || metric.trim() === '')
    return invalid('data.metric', `must name a metric such as "revenue"${butIs(metric)}`);
  if (planValue(value) === null) {
    return new DecodeFault(
      'invalid_number',
      'data.value',
      `data.value: must be a decimal number such as 125000 or "125000.00"${butIs(value)}`,
    );
  }
  const period = periodOf(data);
  if (period instanceof DecodeFault) return period;
  const other = HAPPENED.find((name) => data[name] !== undefined);
  if (other) return invalid(`data.${other}`, otherReason(other));
  // Those of several brands would each stand for all of them, and the last one count.
  if (data.brand === undefined || data.product !== undefined) return undefined;
  return invalid('data.brand', `no plan is made for a brand; one is for any of ${PLAN_DIMENSIONS.join(', ')}`);
}

function otherReason(name: string): string {
  if (name === 'currency') return 'a plan of money is in the reporting currency; convert the value and leave the currency out';
  return `tells of what happened; a plan says metric, period and value, so leave it out`;
}

function invalid(field: string, reason: string): DecodeFault {
  return new DecodeFault('invalid_field', field, `${field}: ${reason}`);
}

function butIs(value: unknown): string {
  return value === undefined ? '' : `, not ${shown(value)}`;
}

/** Whole 1/10,000ths; null where it is no decimal number. */
export function planValue(value: Json | undefined): number | null {
  return typeof value === 'number' || typeof value === 'string' ? toFixedOne(value) : null;
}

/** The period of a plan: `period`, or `period_from` and `period_to` (dates, `period_to` exclusive as every `to`). */
export function periodOf({ period, period_from, period_to }: Event['data']): PlanPeriod | DecodeFault {
  if (period !== undefined) {
    if (period_from !== undefined || period_to !== undefined)
      return invalid('data.period', 'stands beside period_from or period_to; send one or the other');
    return readPeriod(period) ?? invalid('data.period', `must be ${PERIODS}${butIs(period)}`);
  }
  if (period_from === undefined) return invalid('data.period', `is missing; send ${PERIODS}, or period_from and period_to`);
  if (period_to === undefined) return invalid('data.period_to', 'is missing beside period_from; it is the first day after the period');
  const [from, to] = [readPeriod(period_from), readPeriod(period_to)];
  if (from === null) return invalid('data.period_from', `must be a date such as "2026-11-01"${butIs(period_from)}`);
  if (to === null) return invalid('data.period_to', `must be a date such as "2026-12-01"${butIs(period_to)}`);
  if (from.fromDay >= to.fromDay) return invalid('data.period_to', 'must be after period_from: it is the first day after the period');
  return { fromDay: from.fromDay, toDay: to.fromDay };
}

/** A year may come as a number. */
function readPeriod(value: Json): PlanPeriod | null {
  return typeof value === 'string' || typeof value === 'number' ? parsePeriod(String(value)) : null;
}
