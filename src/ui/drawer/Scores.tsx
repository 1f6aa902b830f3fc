import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { rampOf, toHex } from '../../model/colour.ts';
import { formatShare, formatValue } from '../../model/format.ts';
import { scaleText } from '../../model/scaleTexts.ts';
import { chosenScores, pickScore, type ScoreSpread, scoresQuery, toSpreads } from '../../model/scores.ts';
import { useCatalog } from '../catalogContext.ts';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import styles from './drawer.module.css';
import { drawerWords } from './drawerTexts.ts';
import { Section } from './Section.tsx';

/** How scores spread, scale by scale, not only their mean; a click filters by one. */
export function Scores(): JSX.Element | null {
  const view = useAsked();
  const isKnown = useCatalog().dimensions.some(({ id }) => id === 'score');
  const { table, status, error } = useAnswer(isKnown ? scoresQuery(view) : null);
  if (!isKnown) return null;
  const spreads = toSpreads(table);
  const words = drawerWords();
  return (
    <Section title={words.scores}>
      {spreads.length === 0 ? (
        <PanelState status={status} error={error}>
          {words.noScores}
        </PanelState>
      ) : (
        spreads.map((spread) => <Spread key={spread.scale ?? ''} spread={spread} />)
      )}
    </Section>
  );
}

function Spread({ spread }: { spread: ScoreSpread }): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const words = drawerWords();
  const { scale, bins, count, mean, low, high, isPolarised, isPart } = spread;
  const largest = Math.max(1, ...bins.map((bin) => bin.count));
  const chosen = view.where.score === undefined ? [] : chosenScores(view, scale);
  const ramp = rampOf(view.theme, 'diverging');
  const [least, most] = [bins[0]?.score ?? 0, bins.at(-1)?.score ?? 1];
  return (
    <div className={styles.spread} data-scale={scale ?? ''} data-polarised={isPolarised}>
      <p className={styles.spreadHead}>
        <span>{scaleText(scale)}</span>
        <span>
          {words.mean(`${isPart ? '≈ ' : ''}${formatValue(mean, 'score')}`)} · {isPart ? '≥ ' : ''}
          {words.answers(count)}
        </span>
      </p>
      <div className={styles.bins} data-figures>
        {bins.map((bin) => (
          <button
            key={bin.id}
            type="button"
            disabled={bin.count === 0}
            aria-pressed={chosen.includes(bin.id)}
            aria-label={words.bar(bin.id, bin.count, formatShare(bin.count / count))}
            title={words.bar(bin.id, bin.count, formatShare(bin.count / count))}
            data-score={bin.id}
            onClick={(event) => {
              const isMore = event.shiftKey || event.ctrlKey || event.metaKey;
              change((before) => pickScore(before, scale, bin.id, isMore));
            }}
          >
            <i
              style={{
                height: `${Math.max(bin.count > 0 ? 2 : 0, (100 * bin.count) / largest)}%`,
                background: toHex(ramp(most > least ? (bin.score - least) / (most - least) : 0.5)),
              }}
            />
            <span>{bin.id}</span>
          </button>
        ))}
      </div>
      {isPolarised ? <p className={styles.polarised}>{words.polarised(formatShare(low), formatShare(high))}</p> : null}
    </div>
  );
}
