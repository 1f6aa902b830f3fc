/** Three figures of the place that the scene is of, the first of them for the far end of the room. */
import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react';
import { type JSX, useMemo } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { isSignificant } from '../../model/change.ts';
import { viewBefore } from '../../model/compare.ts';
import { formatParts } from '../../model/format.ts';
import { toDelta } from '../../model/kpi.ts';
import { measuredAt } from '../../model/rows.ts';
import { figuresAbout, wallFigures, wallFiguresQuery } from '../../model/wall/wallFigures.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricIds, metricOf, useCatalog } from '../catalogContext.ts';
import { Sparkline } from '../charts/Sparkline.tsx';
import { useAsked } from '../useAsked.ts';
import { useServerNow } from '../useServerNow.ts';
import { useEmptyMetrics } from '../useStripMetrics.ts';
import { useTimedCatalog } from '../useTimedCatalog.ts';
import { useView } from '../viewStore.ts';
import { type ToldLine, useToldLines } from './useToldLines.ts';
import styles from './wall.module.css';
import { wallWords } from './wallTexts.ts';

export function WallFigures(): JSX.Element {
  const view = useView();
  return <Figures key={figuresAbout({ ...view, selected: null })} />;
}

function Figures(): JSX.Element {
  const view = useAsked();
  const catalog = useCatalog();
  const timed = useTimedCatalog() ?? catalog;
  const ids = wallFigures(view, metricIds(catalog), useEmptyMetrics());
  const figures = useAnswer(wallFiguresQuery(view, ids));
  const nowMs = useServerNow(view.window.kind === 'last');
  const old = useMemo(() => viewBefore(view, catalog.timezone, nowMs), [view, catalog.timezone, nowMs]);
  const before = useAnswer(old && wallFiguresQuery(old, ids));
  const lineOf = useToldLines(view, ids, timed);
  return (
    <section className={styles.figures} aria-label={wallWords().figures} data-figures>
      {ids.map((id) => (
        <Figure
          key={id}
          metric={metricOf(catalog, id)}
          now={figures.table}
          before={before.status === 'loading' ? null : before.table}
          line={lineOf(id)}
        />
      ))}
    </section>
  );
}

interface FigureProps {
  readonly metric: MetricInfo;
  readonly now: AnswerTable | null;
  readonly before: AnswerTable | null;
  readonly line: ToldLine | null;
}

const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight } as const;

function Figure({ metric, now, before, line }: FigureProps): JSX.Element {
  const [present, past] = [measuredAt(now, metric.id, 0), measuredAt(before, metric.id, 0)];
  const { text, suffix } = formatParts(present.value, metric.unit);
  const delta = before && toDelta(metric, present.value, past.value, isSignificant(present, past) === false);
  const Arrow = delta && ARROWS[delta.direction];
  const isWithheld = now !== null && now.suppressed > 0;
  return (
    <div className={styles.figure} data-metric={metric.id} data-value={String(present.value)}>
      <h2>{metric.label}</h2>
      <p className={styles.number} data-long={text.length > LONG}>
        {text}
        {suffix === '' ? null : <small>{suffix}</small>}
      </p>
      {isWithheld ? <p className={styles.withheld}>{wallWords().few}</p> : null}
      <p className={styles.trend}>
        {delta === null || Arrow === null ? null : (
          <span className={styles.delta} data-news={delta.news}>
            <Arrow aria-hidden />
            {delta.text}
          </span>
        )}
        {line === null ? null : <Sparkline {...line.series} />}
      </p>
      {line === null || line.longer === null ? null : <p className={styles.withheld}>{wallWords().lineBy[line.longer]}</p>}
    </div>
  );
}

/** Signs from which on a figure is set smaller. */
const LONG = 6;
