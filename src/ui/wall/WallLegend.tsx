/** What height and colour mean, in the few words that can be read from afar. */
import { type JSX, useMemo } from 'react';
import { useStore } from 'zustand';
import { BEFORE } from '../../model/change.ts';
import { toChangeLegend } from '../../model/changeLegend.ts';
import { toldGround } from '../../model/landscape/landByRegions.ts';
import { risingOf } from '../../model/landscape/landscapeQueries.ts';
import { toLegend } from '../../model/legend.ts';
import { toColourMeasure } from '../../model/measure.ts';
import { PLAN } from '../../model/plan.ts';
import { largestPlaced, metricValues } from '../../model/reading.ts';
import { sizeCaption, sizeWords } from '../../model/shape.ts';
import { isFlat } from '../../model/viewState.ts';
import { isCalm } from '../calm.ts';
import { metricIds, metricOf, useCatalog } from '../catalogContext.ts';
import { segmentsStore } from '../segments/segmentsStore.ts';
import { useComparedAnswer } from '../useComparedAnswer.ts';
import { useView } from '../viewStore.ts';
import styles from './wall.module.css';
import { wallWords } from './wallTexts.ts';

export function WallLegend(): JSX.Element {
  return useView().picture === 'map' ? <MapLegend /> : <ScoreLegend />;
}

function MapLegend(): JSX.Element {
  const { theme, scale, shape, ranked, compare, plan: planned } = useView();
  const { table, level, height, colour, status, error } = useComparedAnswer();
  const placed = (metric: string) => (table ? largestPlaced(table, level, metric) : 0);
  const isChange = compare !== 'none' && colour.metric === 'change';
  const plain = toLegend({
    height,
    colour,
    theme,
    scale,
    tallest: Math.max(placed(height.metric), placed(BEFORE)),
    largestColour: placed(colour.metric),
  });
  const { heightLabel, colourLabel, ramp } = isChange ? toChangeLegend(plain, height, colour, theme) : plain;
  const words = wallWords();
  // Such as of territories that are gone: an empty map is no answer.
  if (status === 'error') return <Failed why={error ?? ''} />;
  const size = sizeWords(ranked ? 'columns' : shape, level);
  const isSized = size.carrier !== 'none';
  const hasGlass = isSized && table !== null && metricValues(table, PLAN) !== undefined;
  const beside = [isChange && isSized && !ranked ? words.ring : '', hasGlass ? words.glass[planned] : ''].filter(Boolean);
  return (
    <Legend
      labels={[...(isSized ? [[sizeCaption(size, heightLabel), ...beside].join(' · ')] : []), words.colour(colourLabel)]}
      stops={ramp.stops}
      ends={[ramp.low, ramp.tick?.text ?? '', ramp.high]}
      hasTick={ramp.tick !== null}
    />
  );
}

function Failed({ why }: { readonly why: string }): JSX.Element {
  return (
    <section className={`${styles.legend} ${styles.failed}`}>
      <p>{wallWords().failed(why)}</p>
    </section>
  );
}

/** The other pictures are coloured by satisfaction. */
function ScoreLegend(): JSX.Element | null {
  const view = useView();
  const { theme, picture } = view;
  const catalog = useCatalog();
  const { shown } = useStore(segmentsStore);
  const isBlocks = useMemo(() => shown !== null && toldGround(shown.landscape).isBlocks, [shown]);
  const words = wallWords();
  if (!metricIds(catalog).includes('csat')) return null;
  const colour = toColourMeasure(metricOf(catalog, 'csat'));
  const { ramp } = toLegend({ height: colour, colour, theme, tallest: 0, largestColour: 100 });
  const rising = isFlat(view, isCalm()) ? words.contours : isBlocks ? words.volume : words.height;
  const size = picture === 'ecosystem' ? words.ball : rising(metricOf(catalog, risingOf(view)).label);
  return (
    <Legend labels={[size, words.colour(colour.label)]} stops={ramp.stops} ends={[ramp.low, ramp.tick?.text ?? '', ramp.high]} hasTick />
  );
}

interface LegendProps {
  readonly labels: readonly string[];
  /** CSS colours. */
  readonly stops: readonly string[];
  readonly ends: readonly [string, string, string];
  readonly hasTick: boolean;
}

function Legend({ labels, stops, ends, hasTick }: LegendProps): JSX.Element {
  return (
    <section className={styles.legend}>
      {labels.map((label) => (
        <p key={label}>{label}</p>
      ))}
      <div>
        <div className={styles.ramp} data-tick={hasTick} style={{ background: `linear-gradient(90deg, ${stops.join(', ')})` }} />
        <div className={styles.ends}>
          {ends.map((text, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: three places
            <span key={at}>{text}</span>
          ))}
        </div>
      </div>
    </section>
  );
}
