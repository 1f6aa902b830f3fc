/** The figures behind the caption: the change in its parts, by the dimension that explains most of it. */
import { type CSSProperties, type JSX, useEffect, useMemo, useState } from 'react';
import { ask } from '../../live/ask.ts';
import { changeText, isRate } from '../../model/change.ts';
import { comparedView } from '../../model/compare.ts';
import { formatShare, formatShort } from '../../model/format.ts';
import { type Answered, type Explanation, explain, explainingDimensions, explainingQuery, type Reason } from '../../model/wall/explain.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import { useServerNow } from '../useServerNow.ts';
import { wallWords } from './wallTexts.ts';
import styles from './why.module.css';

type Found = { readonly explanation: Explanation | null } | { readonly error: string } | null;

export function WallWhy({ metric: id }: { readonly metric: string }): JSX.Element {
  const catalog = useCatalog();
  const metric = metricOf(catalog, id);
  const found = useExplanation(metric);
  const words = wallWords();
  const labelOf = (dimension: string) => catalog.dimensions.find((known) => known.id === dimension)?.label ?? dimension;
  return (
    <section className={styles.why} aria-label={words.why} aria-live="polite">
      <h2>{words.why}</h2>
      {found === null ? <p>{words.loading}</p> : null}
      {found !== null && 'error' in found ? <p>{words.failed(found.error)}</p> : null}
      {found !== null && 'explanation' in found && found.explanation === null ? <p>{words.whyNone}</p> : null}
      {found !== null && 'explanation' in found && found.explanation !== null ? (
        <Reasons explanation={found.explanation} metric={metric} dimension={labelOf(found.explanation.dimension)} />
      ) : null}
    </section>
  );
}

function useExplanation(metric: MetricInfo): Found {
  const view = useAsked();
  const catalog = useCatalog();
  const nowMs = useServerNow(view.window.kind === 'last');
  const key = JSON.stringify([view.focus, view.selected, view.where, view.window, view.compare, metric.id]);
  const [found, setFound] = useState<{ readonly key: string; readonly result: Found } | null>(null);
  const known = useMemo(() => catalog.dimensions.map((dimension) => dimension.id), [catalog]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once a scene: the key says all that the question depends on
  useEffect(() => {
    const gone = new AbortController();
    const old = comparedView(view.compare === 'none' ? { ...view, compare: 'previous' } : view, catalog.timezone, nowMs);
    const answered = explainingDimensions(view, known).map(async (dimension): Promise<Answered> => {
      const [now, before] = await Promise.all([
        ask(explainingQuery(view, dimension, metric.id), gone.signal),
        old === null ? null : ask(explainingQuery(old, dimension, metric.id), gone.signal),
      ]);
      return { dimension, now, before };
    });
    Promise.all(answered).then(
      (answers) => setFound({ key, result: { explanation: explain(answers, metric) } }),
      (error: unknown) =>
        gone.signal.aborted || setFound({ key, result: { error: error instanceof Error ? error.message : String(error) } }),
    );
    return () => gone.abort();
  }, [key]);
  return found?.key === key ? found.result : null;
}

interface ReasonsProps {
  readonly explanation: Explanation;
  readonly metric: MetricInfo;
  readonly dimension: string;
}

function Reasons({ explanation, metric, dimension }: ReasonsProps): JSX.Element {
  const { reasons, rest, change, isWhole } = explanation;
  const words = wallWords();
  const all = [
    ...reasons,
    ...(Math.abs(rest) > 1e-9 ? [{ id: '…', name: words.whyRest, now: Number.NaN, before: Number.NaN, part: rest }] : []),
  ];
  const largest = Math.max(...all.map(({ part }) => Math.abs(part)));
  const [least, most] = [Math.min(0, ...all.map(({ part }) => part)), Math.max(0, ...all.map(({ part }) => part))];
  const zero = (100 * -least) / (most - least || 1);
  const scale = 100 / (most - least || 1);
  return (
    <>
      <p>{isWhole ? words.whyAll : words.whyBy(metric.label, dimension)}</p>
      <ul className={styles.reasons} style={{ '--zero': `${zero}%` } as CSSProperties} data-largest={largest}>
        {all.map((reason) => (
          <li key={String(reason.id)}>
            <b>{reason.name === '' ? words.unnamed : reason.name}</b>
            <span>{partText(reason, change, metric, isWhole)}</span>
            <div className={styles.bar}>
              <i className={styles.part} data-news={newsOf(reason.part, metric, isWhole)} style={barStyle(reason.part, zero, scale)} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function barStyle(part: number, zero: number, scale: number): CSSProperties {
  const width = Math.abs(part) * scale;
  return { left: `${part < 0 ? zero - width : zero}%`, width: `${Math.max(0.4, width)}%` };
}

function partText({ part }: Reason, change: number, metric: MetricInfo, isWhole: boolean): string {
  if (isRate(metric.unit)) return changeText(metric.unit, part);
  if (isWhole) return `${formatShort(part, metric.unit)} · ${wallWords().wholeShare(formatShare(part / change))}`;
  const sign = part > 0 ? '+' : part < 0 ? '−' : '';
  const share = part / change;
  const told = share > 0 && share <= 1 ? ` · ${wallWords().whyShare(formatShare(share))}` : '';
  return `${sign}${formatShort(Math.abs(part), metric.unit)}${told}`;
}

function newsOf(part: number, { better }: MetricInfo, isWhole: boolean): 'good' | 'bad' | 'neutral' {
  if (isWhole || better === 'neither' || part === 0) return 'neutral';
  return part > 0 === (better === 'higher') ? 'good' : 'bad';
}
