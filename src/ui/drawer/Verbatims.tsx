import { MapPin, UserRound } from 'lucide-react';
import type { JSX } from 'react';
import { rampOf, toHex } from '../../model/colour.ts';
import { formatExact } from '../../model/format.ts';
import { closestName } from '../../model/localNames.ts';
import { closestPlace } from '../../model/place.ts';
import { scorePlace } from '../../model/scorePlace.ts';
import { dateText } from '../../model/ticks.ts';
import { drillTo, openPerson } from '../../model/viewState.ts';
import type { VerbatimAnswer } from '../../protocol/verbatims.ts';
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
    <Section title={words.words} note={total === null || total === 0 ? undefined : words.written(total)}>
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

/** Words in the direction of their own language. */
export function Verbatim({ verbatim }: { verbatim: VerbatimAnswer }): JSX.Element {
  const change = useChange();
  const { theme, embed } = useAsked();
  const { timezone } = useCatalog();
  const words = drawerWords();
  const { place, score, scale, text, reason, category } = verbatim;
  const there = closestPlace(place);
  const name = closestName(place) ?? there?.id ?? words.nowhere;
  const about = reason ?? category;
  const chip = score === null ? null : toHex(rampOf(theme, 'diverging')(scorePlace(score, scale) ?? 0.5));
  const time = dateText(Date.parse(verbatim.time), timezone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <li data-seq={verbatim.seq}>
      {chip === null ? (
        <span className={styles.noScore} aria-hidden />
      ) : (
        <span style={{ background: chip }}>{formatExact(score, 'score')}</span>
      )}
      <div>
        <p className={styles.words} dir="auto">
          {text}
        </p>
        <p className={styles.about}>
          {there === null ? (
            name
          ) : (
            <button type="button" aria-label={words.goThere(name)} onClick={() => change((view) => drillTo(view, there))}>
              <MapPin aria-hidden />
              <span className={styles.named}>{name}</span>
            </button>
          )}
          {about === null ? null : (
            <>
              {' · '}
              <bdi>{about}</bdi>
            </>
          )}
          {` · ${time}`}
          {verbatim.customer === null || embed ? null : <Writer customer={verbatim.customer} />}
        </p>
      </div>
    </li>
  );
}

/** Who wrote it: a click opens their history. */
function Writer({ customer }: { customer: string }): JSX.Element {
  const change = useChange();
  return (
    <button
      type="button"
      className={styles.writer}
      aria-label={drawerWords().history(customer)}
      title={customer}
      onClick={() => change((view) => openPerson(view, customer))}
    >
      <UserRound aria-hidden />
      <span className={styles.named}>{customer}</span>
    </button>
  );
}
