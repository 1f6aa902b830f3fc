/** Scores to filter by, scale by scale: a five on one scale is not a five on the next. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { formatExact, formatShort } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { scaleText } from '../../model/scaleTexts.ts';
import { chosenScores, filterScores, pickScore, type ScoreSpread, scoresQuery, toSpreads } from '../../model/scores.ts';
import { useCatalog } from '../catalogContext.ts';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import styles from './explore.module.css';

const TEXTS = texts({
  en: {
    title: 'Score',
    chosen: (count: number) => `${count} chosen`,
    bar: (score: string, now: string, whole: string) => `${score}: ${now} of ${whole} answers unfiltered`,
    empty: 'Nobody gave a score here.',
  },
  pt: {
    title: 'Nota',
    chosen: (count) => (count === 1 ? '1 escolhida' : `${count} escolhidas`),
    bar: (score, now, whole) => `${score}: ${now} de ${whole} respostas sem filtros`,
    empty: 'Ninguém deu nota aqui.',
  },
  de: {
    title: 'Bewertung',
    chosen: (count) => `${count} gewählt`,
    bar: (score, now, whole) => `${score}: ${now} von ${whole} Antworten ungefiltert`,
    empty: 'Hier hat niemand bewertet.',
  },
});

export function ScorePart(): JSX.Element | null {
  const catalog = useCatalog();
  const view = useAsked();
  const isKnown = ['score', 'scale'].every((id) => catalog.dimensions.some((dimension) => dimension.id === id));
  const whole = useAnswer(isKnown ? scoresQuery({ ...view, where: {} }) : null);
  const now = useAnswer(isKnown ? scoresQuery(view) : null);
  if (!isKnown) return null;
  const words = say(TEXTS);
  const spreads = toSpreads(whole.table);
  const within = toSpreads(now.table);
  return (
    <section className={styles.part} aria-label={words.title} data-breakdown="score">
      <header>
        <h3>{words.title}</h3>
        <Chosen />
      </header>
      {spreads.length === 0 ? (
        <PanelState status={whole.status} error={whole.error}>
          {words.empty}
        </PanelState>
      ) : (
        spreads.map((spread) => (
          <Scale key={spread.scale ?? ''} whole={spread} now={within.find(({ scale }) => scale === spread.scale) ?? null} />
        ))
      )}
    </section>
  );
}

function Chosen(): JSX.Element | null {
  const { where } = useAsked();
  const change = useChange();
  if (where.score === undefined) return null;
  return (
    <button type="button" onClick={() => change((before) => filterScores(before, null, []))}>
      {say(TEXTS).chosen(where.score.length)} <X aria-hidden />
    </button>
  );
}

/** One scale: a score that nobody gave cannot be chosen. */
function Scale({ whole, now }: { whole: ScoreSpread; now: ScoreSpread | null }): JSX.Element {
  const view = useAsked();
  const change = useChange();
  const words = say(TEXTS);
  const { scale } = whole;
  const chosen = view.where.score === undefined ? [] : chosenScores(view, scale);
  const largest = Math.max(1, ...whole.bins.map(({ count }) => count));
  const nowOf = (id: string) => now?.bins.find((bin) => bin.id === id)?.count ?? 0;
  return (
    <>
      <p className={styles.scale}>{scaleText(scale)}</p>
      <div className={styles.bars} data-figures data-chosen={view.where.score !== undefined}>
        {whole.bins.map(({ id, count }) => (
          <button
            key={id}
            type="button"
            className={styles.bar}
            disabled={count === 0}
            aria-pressed={chosen.includes(id)}
            aria-label={words.bar(id, formatExact(nowOf(id), 'count'), formatExact(count, 'count'))}
            data-score={id}
            data-scale={scale ?? ''}
            onClick={(event) => {
              const isMore = event.shiftKey || event.ctrlKey || event.metaKey;
              change((before) => pickScore(before, scale, id, isMore));
            }}
          >
            <span className={styles.name}>{id}</span>
            <span className={styles.track} aria-hidden>
              <i className={styles.whole} style={{ width: `${(100 * count) / largest}%` }} />
              <i className={styles.now} style={{ width: `${(100 * nowOf(id)) / largest}%` }} />
            </span>
            <span className={styles.figure}>{formatShort(nowOf(id), 'count')}</span>
          </button>
        ))}
      </div>
    </>
  );
}
