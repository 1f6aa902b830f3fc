/** What heights and colours mean, with real numbers, and the choice of both metrics. */
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type CSSProperties, type JSX, memo, Suspense, useMemo, useState } from 'react';
import { BEFORE, CHANGE } from '../../model/change.ts';
import { againstText, toChangeLegend } from '../../model/changeLegend.ts';
import { formatShort } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { type LegendHeight, type LegendRamp, type LegendState, toLegend } from '../../model/legend.ts';
import { isUnanswered, unplacedOf } from '../../model/placeRows.ts';
import { PLAN } from '../../model/plan.ts';
import { largestPlaced, leastPlaced } from '../../model/reading.ts';
import { type SizeCarrier, sizeWords } from '../../model/shape.ts';
import { drawnTable, isDrawnToward } from '../../model/shrink.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { FlowKey } from '../flows/FlowKey.tsx';
import { part } from '../part.ts';
import { useComparedAnswer } from '../useComparedAnswer.ts';
import type { MapAnswer } from '../useMapAnswer.ts';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './legend.module.css';
import { MetricPicker } from './MetricPicker.tsx';
import { Sampling } from './Sampling.tsx';
import { ScalePicker } from './ScalePicker.tsx';
import { SignKey } from './SignKey.tsx';
import { useShownLegend } from './shownLegend.ts';

/** Not needed for the first picture. */
const FitPicker = part(() => import('./FitPicker.tsx').then((module) => module.FitPicker));
const FitNote = part(() => import('./FitPicker.tsx').then((module) => module.FitNote));
const PlanKey = part(() => import('../plan/PlanKey.tsx').then((module) => module.PlanKey));

const TEXTS = texts({
  en: {
    legend: 'Legend',
    colour: 'Colour',
    nothing: 'Nothing above zero',
    loading: 'Loading…',
    unanswered: 'Nothing known in this view',
    unplaced: 'not placed on this map',
  },
  pt: {
    legend: 'Legenda',
    colour: 'Cor',
    nothing: 'Nada acima de zero',
    loading: 'Carregando…',
    unanswered: 'Nada conhecido nesta vista',
    unplaced: 'sem lugar neste mapa',
  },
  de: {
    legend: 'Legende',
    colour: 'Farbe',
    nothing: 'Nichts über null',
    loading: 'Wird geladen…',
    unanswered: 'In dieser Ansicht nichts bekannt',
    unplaced: 'ohne Ort auf dieser Karte',
  },
});

export function Legend(): JSX.Element {
  const { theme, scale, shape, shrink, ranked, compare, plan } = useViewOf(
    'theme',
    'scale',
    'shape',
    'shrink',
    'ranked',
    'compare',
    'plan',
  );
  const words = say(TEXTS);
  /** On a phone it is one line until it is asked for. */
  const [isOpen, setOpen] = useState(false);
  const answer = useComparedAnswer();
  const { level, height, colour } = answer;
  const isChange = colour.metric === CHANGE;
  const table = answer.table && drawnTable(answer.table, isDrawnToward(shrink, colour.metric));
  const placed = (metric: string) => (table ? largestPlaced(table, level, metric) : 0);
  const tallest = Math.max(placed(height.metric), placed(BEFORE), placed(PLAN));
  const largestColour = placed(colour.metric);
  const hasNegative = table !== null && leastPlaced(table, level, height.metric) < 0;
  const size = sizeWords(ranked ? 'columns' : shape, level);
  // The list has no rings.
  const ringed = ranked ? 'none' : size.carrier;
  const isPastCut = answer.table?.isPastCut ?? false;
  // What stays the same while answers load and values change is not drawn anew.
  const legend = useMemo(() => {
    const plain = toLegend({ height, colour, theme, scale, tallest, largestColour, hasNegative });
    return isChange ? toChangeLegend(plain, height, colour, theme, { carrier: ringed, isPastCut }) : plain;
  }, [height, colour, theme, scale, tallest, largestColour, hasNegative, isChange, ringed, isPastCut]);
  useShownLegend(legend, size);
  return (
    <section className={styles.legend} data-over-map data-ranked={ranked} data-open={isOpen} aria-label={words.legend}>
      <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <b>{legend.heightLabel}</b>
        <i style={{ background: gradientOf(legend.ramp) }} />
        <b>{legend.colourLabel}</b>
        {isOpen ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
      </button>
      <div className={styles.row}>
        <span className={styles.caption}>{size.caption}</span>
        <MetricPicker channel="height" />
        <ScalePicker />
      </div>
      {size.carrier === 'none' ? null : (
        <>
          <SizeScale heights={legend.heights} carrier={size.carrier} isKnown={table !== null} />
          <p className={styles.says} data-scale={scale}>
            {legend.scaleText}
          </p>
        </>
      )}
      {size.note === '' ? null : <p className={styles.says}>{size.note}</p>}
      <div className={styles.row}>
        <span className={styles.caption}>{words.colour}</span>
        {isChange ? (
          <span className={styles.change}>
            {legend.colourLabel} <small>{againstText(compare)}</small>
          </span>
        ) : (
          <>
            <MetricPicker channel="colour" />
            <Suspense fallback={null}>
              <FitPicker kind={colour.kind} />
            </Suspense>
          </>
        )}
      </div>
      <Ramp ramp={legend.ramp} isUnknown={table !== null && isUnanswered(table, level, colour.metric)} />
      {isChange ? null : (
        <Suspense fallback={null}>
          <FitNote colour={colour} />
        </Suspense>
      )}
      <SignKey kind={colour.kind} />
      <Sampling isChange={isChange} />
      <States states={legend.states} />
      {plan === 'none' ? null : (
        <Suspense fallback={null}>
          <PlanKey level={level} metric={height.metric} />
        </Suspense>
      )}
      <FlowKey height={height} colour={colour.metric} />
      <Unplaced table={answer.table} level={level} height={height} />
    </section>
  );
}

/** What is in the figures but on no place of the map, where the metric can be summed; the table has its row. */
const Unplaced = memo(function Unplaced({ table, level, height }: Pick<MapAnswer, 'table' | 'level' | 'height'>): JSX.Element | null {
  const change = useChange();
  const isSum = metricOf(useCatalog(), height.metric).sums;
  const amount = table === null || !isSum ? 0 : unplacedOf(table, level, height.metric);
  if (amount === 0) return null;
  return (
    <button type="button" className={styles.unplaced} onClick={() => change((view) => ({ ...view, side: 'table' }))}>
      <b>{formatShort(amount, height.unit)}</b> {say(TEXTS).unplaced}
    </button>
  );
});

const COLUMN_HEIGHT = 26;

interface SizeScaleProps {
  readonly heights: readonly LegendHeight[];
  readonly carrier: SizeCarrier;
  readonly isKnown: boolean;
}

const SizeScale = memo(function SizeScale({ heights, carrier, isKnown }: SizeScaleProps): JSX.Element {
  return (
    <div className={styles.heights}>
      {heights.length === 0 ? <span className={styles.caption}>{isKnown ? say(TEXTS).nothing : say(TEXTS).loading}</span> : null}
      {heights.map(({ value, share, text }) => (
        <span key={value} className={styles.height}>
          <i
            data-carrier={carrier}
            style={carrier === 'area' ? circleOf(share) : { height: `${Math.max(2, share * COLUMN_HEIGHT) / 10}rem` }}
            aria-hidden
          />
          {text}
        </span>
      ))}
    </div>
  );
});

/** Areas are in proportion: the diameter goes by the root. */
function circleOf(share: number): CSSProperties {
  const side = `${Math.max(3, Math.sqrt(share) * COLUMN_HEIGHT) / 10}rem`;
  return { width: side, height: side };
}

const Ramp = memo(function Ramp({ ramp, isUnknown }: { ramp: LegendRamp; isUnknown: boolean }): JSX.Element {
  return (
    <div className={styles.ramp}>
      <div className={styles.scale} style={{ background: gradientOf(ramp) }}>
        {ramp.tick === null ? null : <i style={{ left: `${ramp.tick.position * 100}%` }} />}
      </div>
      <div className={styles.ends}>{isUnknown ? say(TEXTS).unanswered : <RampEnds ramp={ramp} />}</div>
    </div>
  );
});

function gradientOf({ stops }: LegendRamp): string {
  return `linear-gradient(90deg, ${stops.join(', ')})`;
}

function RampEnds({ ramp }: { ramp: LegendRamp }): JSX.Element {
  if (ramp.breaks !== undefined) return <RampBreaks breaks={ramp.breaks} />;
  return (
    <>
      <span>{ramp.low}</span>
      {ramp.tick === null ? null : <span>{ramp.tick.text}</span>}
      <span>{ramp.high}</span>
    </>
  );
}

/** The values between the colours, each under its edge. */
function RampBreaks({ breaks }: { breaks: NonNullable<LegendRamp['breaks']> }): JSX.Element {
  return (
    <>
      {breaks.map(({ position, text }) => (
        <span key={position} className={styles.break} style={{ left: `${position * 100}%` }}>
          {text}
        </span>
      ))}
    </>
  );
}

const States = memo(function States({ states }: { states: readonly LegendState[] }): JSX.Element {
  return (
    <ul className={styles.states}>
      {states.map(({ id, look, colour, text }) => (
        <li key={id}>
          <i data-look={look} style={{ '--look': colour } as CSSProperties} aria-hidden />
          {text}
        </li>
      ))}
    </ul>
  );
});
