import type { JSX, KeyboardEvent } from 'react';
import { type Mark, shortened } from '../../model/marks.ts';
import { CHART } from './chartSize.ts';
import styles from './timeline.module.css';

interface MarksProps {
  readonly marks: readonly Mark[];
  readonly width: number;
  readonly told: Mark | null;
  readonly onTell: (mark: Mark | null) => void;
}

/** Desk pixels of a letter, and the fewest letters that say anything. */
const LETTER = 5.9;
const FEWEST = 5;
const MOST = 60;

/** A line where something was announced, with as much of its words as there is room for; pressed, it tells all of it. */
export function Marks({ marks, width, told, onTell }: MarksProps): JSX.Element {
  return (
    <g>
      {marks.map((mark) => {
        const x = mark.share * width;
        const words =
          mark.moments.length > 1
            ? String(mark.moments.length)
            : shortened(mark.moments[0]?.text ?? '', Math.min(MOST, Math.floor((mark.room * width - 10) / LETTER)));
        const press = (event: KeyboardEvent) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onTell(told === mark ? null : mark);
        };
        return (
          // biome-ignore lint/a11y/useSemanticElements: HTML buttons cannot stand inside of a drawing
          <g
            key={mark.moments[0]?.id}
            className={styles.mark}
            role="button"
            tabIndex={0}
            aria-label={mark.moments.map(({ text }) => text).join('; ')}
            aria-pressed={told === mark}
            data-moments={mark.moments.length}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={() => onTell(told === mark ? null : mark)}
            onKeyDown={press}
          >
            <title>{mark.moments.map(({ text }) => text).join('\n')}</title>
            <rect className={styles.markReach} x={x - 6} y={0} width={Math.max(12, words.length * LETTER + 10)} height={CHART.top - 4} />
            <rect className={styles.markReach} x={x - 5} y={0} width={10} height={CHART.foot} />
            <line x1={x} x2={x} y1={2} y2={CHART.foot} />
            {mark.moments.length > 1 || words.length >= FEWEST ? (
              <text x={x + 5} y={11}>
                {words}
              </text>
            ) : (
              <circle cx={x} cy={5} r={3} />
            )}
          </g>
        );
      })}
    </g>
  );
}
