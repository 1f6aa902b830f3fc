/** What is said where no plan can be shown, and how to bring one. */
import { Download, FileUp } from 'lucide-react';
import type { JSX } from 'react';
import { say } from '../../model/language.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { PlanAnswer } from '../../protocol/plan.ts';
import { openBring } from '../bring/bringStore.ts';
import { metricIds, useCatalog } from '../catalogContext.ts';
import { download } from '../share/download.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './plan.module.css';
import { PLAN_TEXTS } from './planTexts.ts';

interface NoPlanProps {
  readonly reason: 'none' | 'unplannable' | 'time' | 'whole';
  /** What is planned otherwise. */
  readonly known: PlanAnswer['known'];
  readonly metric: MetricInfo;
}

export function NoPlan({ reason, known, metric }: NoPlanProps): JSX.Element {
  const { plan } = useView();
  const change = useChange();
  const catalog = useCatalog();
  const words = say(PLAN_TEXTS);
  if (reason === 'unplannable') return <p className={styles.hint}>{words.unplannable}</p>;
  if (reason === 'whole') return <p className={styles.hint}>{words.isWhole}</p>;
  if (reason === 'time') return <p className={styles.hint}>{words.noneForTime}</p>;
  const others = known.filter((entry) => metricIds(catalog).includes(entry.metric));
  return (
    <div className={styles.nothing}>
      {plan === 'none' ? null : <p>{words.noPlan(words.legendKind[plan], metric.label)}</p>}
      {others.length === 0 ? null : (
        <p className={styles.others}>
          {words.others}{' '}
          {others.map((entry) => (
            <button
              key={`${entry.kind} ${entry.metric}`}
              type="button"
              onClick={() => change((before) => ({ ...before, plan: entry.kind, height: entry.metric }))}
            >
              {words.kinds[entry.kind]}: {catalog.metrics.find(({ id }) => id === entry.metric)?.label}
            </button>
          ))}
        </p>
      )}
      <p className={styles.hint}>{words.bringHint}</p>
      <div className={styles.remedies}>
        <button type="button" onClick={() => download(new Blob([exampleCsv(metric.id)], { type: 'text/csv' }), 'plan-example.csv')}>
          <Download aria-hidden />
          {words.example}
        </button>
        <button type="button" onClick={() => openBring()}>
          <FileUp aria-hidden />
          {words.bring}
        </button>
      </div>
    </div>
  );
}

/** A plan of this and the next month for two countries, a region and a category: to be filled with own numbers. */
function exampleCsv(metric: string, now = new Date()): string {
  const month = (ahead: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)).toISOString().slice(0, 7);
  const year = String(now.getUTCFullYear());
  const rows = [
    ['target.set', metric, month(0), '120000', 'BR', '', ''],
    ['target.set', metric, month(1), '125000', 'BR', '', ''],
    ['target.set', metric, `${year}-Q4`, '90000', 'US', 'US-CA', ''],
    ['target.set', metric, year, '640000', '', '', 'Coffee'],
    ['forecast.set', metric, month(0), '118500.50', 'BR', '', ''],
  ];
  return ['type,metric,period,value,country,region,category', ...rows.map((row) => row.join(','))].join('\n').concat('\n');
}
