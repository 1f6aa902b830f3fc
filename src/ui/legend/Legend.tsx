/** What heights and colours mean, with real numbers, and the choice of both metrics. */
import type { JSX } from 'react';
import { largestOf } from '../../model/kpi.ts';
import { type LegendHeight, type LegendRamp, type LegendState, toLegend } from '../../model/legend.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { useMapAnswer } from '../useMapAnswer.ts';
import { useView } from '../viewStore.ts';
import styles from './legend.module.css';
import { MetricPicker } from './MetricPicker.tsx';

export function Legend(): JSX.Element {
  const { theme } = useView();
  const { table, level, height, colour } = useMapAnswer();
  const placed = (metric: string) => largestPlaced(table, level, metric);
  const legend = toLegend({ height, colour, theme, tallest: placed(height.metric), largestColour: placed(colour.metric) });
  return (
    <section className={styles.legend} aria-label="Legend">
      <div className={styles.row}>
        <span className={styles.caption}>Height</span>
        <MetricPicker channel="height" />
      </div>
      <HeightScale heights={legend.heights} />
      <div className={styles.row}>
        <span className={styles.caption}>Colour</span>
        <MetricPicker channel="colour" />
      </div>
      <Ramp ramp={legend.ramp} />
      <ul className={styles.states}>
        {legend.states.map((state) => (
          <State key={state.id} state={state} />
        ))}
      </ul>
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

const COLUMN_HEIGHT = 26;

function HeightScale({ heights }: { heights: readonly LegendHeight[] }): JSX.Element {
  return (
    <div className={styles.heights}>
      {heights.length === 0 ? <span className={styles.caption}>Nothing stands</span> : null}
      {heights.map(({ value, share, text }) => (
        <span key={value} className={styles.height}>
          <i style={{ height: `${Math.max(2, share * COLUMN_HEIGHT) / 10}rem` }} aria-hidden />
          {text}
        </span>
      ))}
    </div>
  );
}

function Ramp({ ramp }: { ramp: LegendRamp }): JSX.Element {
  return (
    <div className={styles.ramp}>
      <div className={styles.scale} style={{ background: `linear-gradient(90deg, ${ramp.stops.join(', ')})` }}>
        {ramp.tick === null ? null : <i style={{ left: `${ramp.tick.position * 100}%` }} />}
      </div>
      <div className={styles.ends}>
        <span>{ramp.low}</span>
        {ramp.tick === null ? null : <span>{ramp.tick.text}</span>}
        <span>{ramp.high}</span>
      </div>
    </div>
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
