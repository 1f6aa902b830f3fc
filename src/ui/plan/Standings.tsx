/** Who is farthest behind and farthest ahead of the plan, of the places on the map. */
import type { JSX } from 'react';
import { say } from '../../model/language.ts';
import { isSamePlace } from '../../model/place.ts';
import { farthest, type RankedStanding } from '../../model/plan.ts';
import { drillTo, selectPlace } from '../../model/viewState.ts';
import type { MetricInfo } from '../../protocol/catalog.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { usePlaceName } from '../placeNames.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './plan.module.css';
import { attainedText, gapText } from './planFigures.ts';
import { PLAN_TEXTS } from './planTexts.ts';
import { GlassBar } from './WholePlan.tsx';

const SHOWN = 6;

export function Standings({ table, metric }: { table: AnswerTable; metric: MetricInfo }): JSX.Element | null {
  const words = say(PLAN_TEXTS);
  const { behind, ahead, compared } = farthest(table, metric, SHOWN);
  if (compared === 0) return null;
  if (behind.length + ahead.length === 0) return <p className={styles.hint}>{words.none}</p>;
  return (
    <>
      <List title={words.behind} standings={behind} metric={metric} />
      <List title={words.ahead} standings={ahead} metric={metric} />
    </>
  );
}

interface ListProps {
  readonly title: string;
  readonly standings: readonly RankedStanding[];
  readonly metric: MetricInfo;
}

function List({ title, standings, metric }: ListProps): JSX.Element | null {
  const { selected } = useView();
  const change = useChange();
  const nameOf = usePlaceName();
  if (standings.length === 0) return null;
  return (
    <section className={styles.standings} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {standings.map((standing) => (
          <li key={standing.place.id}>
            <button
              type="button"
              data-place={standing.place.id}
              aria-pressed={isSamePlace(selected, standing.place)}
              onClick={() => change((before) => selectPlace(before, standing.place))}
              onDoubleClick={() => change((before) => drillTo(before, standing.place))}
            >
              <span>{nameOf(standing.place)}</span>
              <GlassBar standing={standing} />
              <span>{attainedText(standing)}</span>
              <b data-news={standing.news}>{gapText(standing, metric.unit)}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
