/** What heights and colours mean, with real numbers, and the choice of both metrics. */
import type { JSX } from 'react';
import { formatShort } from '../../model/format.ts';
import { largestOf } from '../../model/kpi.ts';
import { type LegendHeight, type LegendRamp, type LegendState, toLegend } from '../../model/legend.ts';
import { isUnanswered, unplacedOf } from '../../model/placeRows.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { type MapAnswer, useMapAnswer } from '../useMapAnswer.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './legend.module.css';
import { MetricPicker } from './MetricPicker.tsx';

export function Legend(): JSX.Element {
  const { theme } = useView();
  const answer = useMapAnswer();
  const { table, level, height, colour } = answer;
  const placed = (metric: string) => largestPlaced(table, level, metric);
  const legend = toLegend({ height, colour, theme, tallest: placed(height.metric), largestColour: placed(colour.metric) });
  return (
    <section className={styles.legend} aria-label="Legend">
      <div className={styles.row}>
        <span className={styles.caption}>Height</span>
        <MetricPicker channel="height" />
      </div>
      <HeightScale heights={legend.heights} isKnown={table !== null} />
      <div className={styles.row}>
        <span className={styles.caption}>Colour</span>
        <MetricPicker channel="colour" />
      </div>
      <Ramp ramp={legend.ramp} isUnknown={table !== null && isUnanswered(table, level, colour.metric)} />
      <ul className={styles.states}>
        {legend.states.map((state) => (
          <State key={state.id} state={state} />
        ))}
      </ul>
      <Unplaced answer={answer} />
    </section>
  );
}

/** The placeless row stands nowhere on the map, so that it does not set its scale. */
function largestPlaced(table: AnswerTable | null, level: string, metric: string): number {
  if (table === null) return 0;
  const ids = table.keys[['country', 'region', 'city'].indexOf(level)] ?? [];
  const hidden = new Set(ids.flatMap((id, row) => (id === null ? [row] : [])));
  return largestOf(table, metric, hidden);
}

/** What is in the figures but on no place of the map, where the metric can be summed; the table has its row. */
function Unplaced({ answer: { table, level, height } }: { answer: MapAnswer }): JSX.Element | null {
  const change = useChange();
  const isSum = metricOf(useCatalog(), height.metric).sums;
  const amount = table === null || !isSum ? 0 : unplacedOf(table, level, height.metric);
  if (amount === 0) return null;
  return (
    <button type="button" className={styles.unplaced} onClick={() => change((view) => ({ ...view, side: 'table' }))}>
      <b>{formatShort(amount, height.unit)}</b> not placed on this map
    </button>
  );
}

const COLUMN_HEIGHT = 26;

function HeightScale({ heights, isKnown }: { heights: readonly LegendHeight[]; isKnown: boolean }): JSX.Element {
  return (
    <div className={styles.heights}>
      {heights.length === 0 ? <span className={styles.caption}>{isKnown ? 'Nothing above zero' : 'Loading…'}</span> : null}
      {heights.map(({ value, share, text }) => (
        <span key={value} className={styles.height}>
          <i style={{ height: `${Math.max(2, share * COLUMN_HEIGHT) / 10}rem` }} aria-hidden />
          {text}
        </span>
      ))}
    </div>
  );
}

function Ramp({ ramp, isUnknown }: { ramp: LegendRamp; isUnknown: boolean }): JSX.Element {
  return (
    <div className={styles.ramp}>
      <div className={styles.scale} style={{ background: `linear-gradient(90deg, ${ramp.stops.join(', ')})` }}>
        {ramp.tick === null ? null : <i style={{ left: `${ramp.tick.position * 100}%` }} />}
      </div>
      <div className={styles.ends}>{isUnknown ? 'Nothing known in this view' : <RampEnds ramp={ramp} />}</div>
    </div>
  );
}

function RampEnds({ ramp }: { ramp: LegendRamp }): JSX.Element {
  return (
    <>
      <span>{ramp.low}</span>
      {ramp.tick === null ? null : <span>{ramp.tick.text}</span>}
      <span>{ramp.high}</span>
    </>
  );
}

function State({ state }: { state: LegendState }): JSX.Element {
  const isHollow = state.id === 'zero';
  return (
    <li>
      <i
        style={isHollow ? { borderColor: state.colour } : { background: state.colour, borderColor: 'transparent' }}
        data-hollow={isHollow}
        aria-hidden
      />
      {state.text}
    </li>
  );
}
