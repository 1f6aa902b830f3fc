/** Which events a metric is made of: those that any of its measures looks at. */
import { codeColumn } from '../engine/columns.ts';
import { TYPE_CODE } from '../engine/dictionaries.ts';
import type { Measure } from '../engine/measures.ts';
import type { Metric } from '../engine/metrics.ts';
import { type Extent, isUnopened, unhappySql } from '../engine/sql.ts';

const TYPE = codeColumn('type');

/** The condition over the columns of the archive. A rate with an interval is made of as many events as its `n` says, except where that counts customers. */
export function madeOf(metric: Metric, extent: Extent): string {
  return metric.measures.map((measure) => `(${lookedAt(measure, extent)})`).join(' OR ');
}

function lookedAt(measure: Measure, extent: Extent): string {
  switch (measure.kind) {
    case 'sum':
      return measure.condition?.sql ?? 'TRUE';
    case 'distinct':
    case 'repeat':
      return `${codeColumn(measure.key)} <> 0 AND ${measure.condition.sql}`;
    case 'unopened':
      return isUnopened(extent.seq);
    case 'archive':
      return lookedAtInArchive(measure.id, extent);
  }
}

function lookedAtInArchive(id: Extract<Measure, { kind: 'archive' }>['id'], extent: Extent): string {
  switch (id) {
    case 'revenueAtRisk':
    case 'buyersAtRisk':
      return `${TYPE} = ${TYPE_CODE.orderCompleted} AND ${codeColumn('customer')} IN (${unhappySql(extent)})`;
    case 'fcrCases':
    case 'fcrResolved':
      return `${TYPE} = ${TYPE_CODE.contactClosed}`;
    case 'churnActive':
    case 'churnLost':
      return `${TYPE} = ${TYPE_CODE.subscriptionCancelled}`;
  }
}
