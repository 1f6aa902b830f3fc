import { MapPin } from 'lucide-react';
import type { JSX } from 'react';
import { rampOf, toHex } from '../../model/colour.ts';
import { formatExact } from '../../model/format.ts';
import type { PlaceRef } from '../../model/place.ts';
import { dateText } from '../../model/ticks.ts';
import { drillTo } from '../../model/viewState.ts';
import type { VerbatimAnswer, VerbatimPlace } from '../../protocol/verbatims.ts';
import { useCatalog } from '../catalogContext.ts';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import styles from './drawer.module.css';
import { drawerWords } from './drawerTexts.ts';
import { Section } from './Section.tsx';
import { useVerbatims } from './useVerbatims.ts';

/** What customers of the place wrote, newest first; a click goes to where it was. */
export function Verbatims(): JSX.Element {
  const view = useAsked();
  const { verbatims, total, status, error, more, retry } = useVerbatims(view);
  const words = drawerWords();
  return (
    <Section title={words.words} note={total === null || total === 0 ? undefined : words.written(formatExact(total, 'count'))}>
      {error === null ? null : (
        <p className={styles.fault} role="alert">
          {words.failed} {error}{' '}
          <button type="button" onClick={retry}>
            {words.again}
          </button>
        </p>
      )}
      {verbatims.length === 0 && error === null ? (
        <PanelState status={status} error={null}>
          {words.noWords}
        </PanelState>
      ) : (
        <ul className={styles.verbatims} aria-busy={status === 'loading'}>
          {verbatims.map((verbatim) => (
            <Verbatim key={verbatim.seq} verbatim={verbatim} />
          ))}
        </ul>
      )}
      {more === null ? null : (
        <button type="button" className={styles.more} onClick={more}>
          {words.more}
        </button>
      )}
    </Section>
  );
}

function Verbatim({ verbatim }: { verbatim: VerbatimAnswer }): JSX.Element {
  const change = useChange();
  const { theme } = useAsked();
  const { timezone } = useCatalog();
  const words = drawerWords();
  const { place, score, scale, text, reason, category } = verbatim;
  const there = toPlace(place);
  const chip = score === null ? null : toHex(rampOf(theme, 'diverging')(positionOf(score, scale)));
  const time = dateText(Date.parse(verbatim.time), timezone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <li data-seq={verbatim.seq}>
      {chip === null ? <span className={styles.noScore} aria-hidden /> : <span style={{ background: chip }}>{score}</span>}
      <div>
        <p className={styles.words}>{text}</p>
        <p className={styles.about}>
          {there === null ? (
            words.nowhere
          ) : (
            <button type="button" aria-label={words.goThere(place.name ?? there.id)} onClick={() => change((view) => drillTo(view, there))}>
              <MapPin aria-hidden />
              {place.name ?? there.id}
            </button>
          )}
          {[reason ?? category, time].flatMap((part) => (part === null ? [] : ` · ${part}`))}
        </p>
      </div>
    </li>
  );
}

/** The closest place that is known. */
function toPlace({ country, region, city }: VerbatimPlace): PlaceRef | null {
  if (city !== null) return { level: 'city', id: city, country, region };
  if (region !== null) return { level: 'region', id: region, country, region };
  return country === null ? null : { level: 'country', id: country, country, region: null };
}

const SPANS: Readonly<Record<string, readonly [number, number]>> = { csat5: [1, 5], nps: [0, 10], ces7: [1, 7] };

/** Where a score stands on its scale, 0-1; in the middle where the scale is not known. */
function positionOf(score: number, scale: string | null): number {
  const [from, to] = SPANS[scale ?? ''] ?? [score - 1, score + 1];
  return (score - from) / (to - from);
}
