/** What every mark of the land means. */
import type { JSX, ReactNode } from 'react';
import { useStore } from 'zustand';
import { CSAT_SPAN, CSAT_TARGET } from '../../model/ecosystem/look.ts';
import { formatExact } from '../../model/format.ts';
import { dueX, toGround } from '../../model/landscape/land.ts';
import { risingOf, tintOf } from '../../model/landscape/landscapeQueries.ts';
import { useCatalog } from '../catalogContext.ts';
import base from '../pictureLegend.module.css';
import { useLegendRoom } from '../pictureRoom.ts';
import { isTouch } from '../touch.ts';
import { useView } from '../viewStore.ts';
import styles from './segments.module.css';
import { segmentsStore } from './segmentsStore.ts';
import { judgedText, segmentsWords } from './segmentsTexts.ts';

export function SegmentsLegend(): JSX.Element | null {
  const words = segmentsWords();
  const view = useView();
  const { timezone } = useCatalog();
  const { shown } = useStore(segmentsStore);
  const ref = useLegendRoom((legendPx) => segmentsStore.setState({ legendPx }));
  if (shown === null) return null;
  const { perPoint, points, x, z, people, placed, judgedAt } = shown.landscape.header;
  return (
    <section ref={ref} className={`${base.legend} ${styles.legend}`} aria-label={words.legend}>
      {tintOf(view) === 'csat' ? (
        <div className={`${base.ramp} ${styles.ramp}`}>
          <div className={base.bar} />
          <div className={base.ends}>
            <span>≤ {CSAT_TARGET - CSAT_SPAN}</span>
            <span>{words.target(CSAT_TARGET)}</span>
            <span>≥ {CSAT_TARGET + CSAT_SPAN}</span>
          </div>
        </div>
      ) : (
        <>
          <Item lines={words.unhappy}>
            <circle cx="12" cy="12" r="6" className={styles.unhappy} />
          </Item>
          <Item lines={words.other}>
            <circle cx="12" cy="12" r="6" className={styles.quiet} />
          </Item>
        </>
      )}
      <Item lines={words.hill(words.heights[risingOf(view)] ?? '')}>
        <path d="M1 20c6 0 6-14 11-14s5 14 11 14z" className={styles.hill} />
      </Item>
      {points === 0 ? null : (
        <Item lines={words.dot(formatExact(perPoint, 'count'))}>
          <circle cx="6" cy="12" r="2.5" className={styles.quiet} />
          <circle cx="17" cy="12" r="5.5" className={styles.quiet} />
        </Item>
      )}
      {points === 0 || tintOf(view) !== 'csat' ? null : (
        <Item lines={words.ring}>
          <circle cx="12" cy="12" r="5" className={styles.ring} />
        </Item>
      )}
      {dueX(toGround(x, z)) === null ? null : (
        <Item lines={words.due}>
          <path d="M1 12h22" className={styles.due} />
        </Item>
      )}
      <p className={styles.note}>
        <span className={styles.when}>
          {judgedAt === null ? '' : judgedText(judgedAt, timezone)}
          {people > placed ? ` · ${words.unplaced(formatExact(people - placed, 'count'))}` : ''}
        </span>
        <span className={styles.hint}>{isTouch() ? words.touchHint : words.hint}</span>
      </p>
    </section>
  );
}

function Item({ lines, children }: { readonly lines: readonly string[]; readonly children: ReactNode }): JSX.Element {
  return (
    <div className={`${base.item} ${styles.item}`}>
      <svg viewBox="0 0 24 24" aria-hidden>
        {children}
      </svg>
      <span>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
    </div>
  );
}
