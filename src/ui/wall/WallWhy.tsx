/** The figures behind the caption: what moved the metric, in a sentence and its largest parts. */
import type { CSSProperties, JSX } from 'react';
import { changeText, isRate } from '../../model/change.ts';
import { newsOf } from '../../model/drivers/decompose.ts';
import type { RankedDimension } from '../../model/drivers/rankDrivers.ts';
import { sayDrivers } from '../../model/drivers/sayDrivers.ts';
import { toWaterfall, type WaterfallBar } from '../../model/drivers/waterfall.ts';
import { formatShare, formatShort } from '../../model/format.ts';
import { saidText } from '../../model/said.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { comparedWords } from '../drawer/why/comparedWords.ts';
import { useDrivers } from '../drawer/why/useDrivers.ts';
import { useAsked } from '../useAsked.ts';
import { wallWords } from './wallTexts.ts';
import styles from './why.module.css';

const MOST_TOLD = 5;

export function WallWhy({ metric: id }: { readonly metric: string }): JSX.Element {
  const catalog = useCatalog();
  const metric = metricOf(catalog, id);
  const { found, status, error } = useDrivers(useAsked(), metric, true);
  const words = wallWords();
  const shown = found?.analysis?.dimensions.find(({ change }) => Number.isFinite(change));
  return (
    <section className={styles.why} aria-label={words.why} aria-live="polite">
      <h2>{words.why}</h2>
      {status === 'loading' ? <p>{words.loading}</p> : null}
      {status === 'error' ? <p>{words.failed(error ?? '')}</p> : null}
      {found !== null && shown === undefined ? <p>{words.whyNone}</p> : null}
      {found?.analysis && shown !== undefined ? (
        <>
          <p>
            {shown.isWhole
              ? words.whyAll
              : saidText(sayDrivers(found.analysis, shown, { metric, against: comparedWords(found, catalog.timezone) }))}
          </p>
          <Parts shown={shown} metric={metric} />
        </>
      ) : null}
    </section>
  );
}

function Parts({ shown, metric }: { readonly shown: RankedDimension; readonly metric: MetricInfo }): JSX.Element {
  const words = wallWords();
  const { bars } = toWaterfall(shown, MOST_TOLD);
  const parts = bars.map(({ part }) => part);
  const [least, most] = [Math.min(0, ...parts), Math.max(0, ...parts)];
  const scale = 100 / (most - least || 1);
  const zero = -least * scale;
  return (
    <ul className={styles.reasons} style={{ '--zero': `${zero}%` } as CSSProperties}>
      {bars.map((bar) => (
        <li key={bar.key}>
          <b>{bar.driver === null ? words.whyRest : bar.driver.name || words.unnamed}</b>
          <span>{partText(bar, shown, metric)}</span>
          <div className={styles.bar}>
            <i
              className={styles.part}
              data-news={shown.isWhole ? 'neutral' : newsOf(bar.part, metric)}
              style={barStyle(bar.part, zero, scale)}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

function barStyle(part: number, zero: number, scale: number): CSSProperties {
  const width = Math.abs(part) * scale;
  return { left: `${part < 0 ? zero - width : zero}%`, width: `${Math.max(0.4, width)}%` };
}

function partText({ part, driver }: WaterfallBar, { change, isWhole }: RankedDimension, metric: MetricInfo): string {
  const words = wallWords();
  const doubt = driver?.isSure === false ? ' ?' : '';
  if (isRate(metric.unit)) return changeText(metric.unit, part) + doubt;
  if (isWhole) return `${formatShort(part, metric.unit)} · ${words.wholeShare(formatShare(part / change))}`;
  const sign = part > 0 ? '+' : part < 0 ? '−' : '';
  const share = part / change;
  const told = share > 0 && share <= 1 ? ` · ${words.whyShare(formatShare(share))}` : '';
  return `${sign}${formatShort(Math.abs(part), metric.unit)}${told}${doubt}`;
}
