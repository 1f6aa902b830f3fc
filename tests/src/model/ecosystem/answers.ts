/** Answers of a small company for the tests of the ecosystem, made from its events by brute force. */

import { keysOf, type RankDimension, type Ranks } from '../../../../src/model/ecosystem/ranks.ts';
import type { EcosystemAnswers } from '../../../../src/model/ecosystem/sums.ts';
import { type AnswerTable, toTable } from '../../../../src/protocol/table.ts';
import { WHOLE } from '../../../wholeAnswer.ts';

export interface SmallEvent {
  readonly channel: string | null;
  readonly source: string;
  readonly segment: string | null;
  readonly category: string | null;
  /** Whole units of money; what has any is an order. */
  readonly amount: number;
  /** csat5 score, 0 for none. */
  readonly score: number;
  readonly isAtRisk: boolean;
}

const METRICS = [
  { name: 'events', unit: 'count' },
  { name: 'orders', unit: 'count' },
  { name: 'revenue', unit: 'USD' },
  { name: 'csat', unit: '%' },
  { name: 'csat.n', unit: 'count' },
  { name: 'csat.low', unit: '%' },
  { name: 'csat.high', unit: '%' },
  { name: 'revenue_at_risk', unit: 'USD' },
];

function tableOf(events: readonly SmallEvent[], groupBy: readonly string[]): AnswerTable {
  const groups = new Map<string, SmallEvent[]>();
  for (const event of events) {
    const key = JSON.stringify(groupBy.map((name) => event[name as 'channel']));
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  if (groupBy.length === 0 && groups.size === 0) groups.set('[]', []);
  const rows = [...groups].map(([key, own]) => {
    const scored = own.filter(({ score }) => score > 0);
    const happy = scored.filter(({ score }) => score >= 4).length;
    const sum = (of: readonly SmallEvent[]) => of.reduce((total, { amount }) => total + amount, 0);
    const csat = scored.length === 0 ? null : (100 * happy) / scored.length;
    return [
      ...(JSON.parse(key) as (string | null)[]),
      own.length,
      own.filter(({ amount }) => amount > 0).length,
      sum(own),
      csat,
      scored.length,
      csat,
      csat,
      sum(own.filter(({ isAtRisk }) => isAtRisk)),
    ];
  });
  return toTable({
    columns: [...groupBy.map((name) => ({ name, unit: null })), ...METRICS],
    rows,
    ...WHOLE,
  });
}

/** `namesOf`: what each dimension is asked by, of its keys; left out: all of them. */
export function answersOf(
  events: readonly SmallEvent[],
  [far, middle, near]: Ranks,
  namesOf = (keys: readonly string[]): readonly string[] => keys,
): EcosystemAnswers {
  const by = (...dimensions: RankDimension[]) =>
    tableOf(
      events,
      dimensions.flatMap((dimension) => namesOf(keysOf(dimension))),
    );
  return { nodes: [by(far), by(middle), by(near)], links: [by(far, middle), by(middle, near)], total: tableOf(events, []) };
}
