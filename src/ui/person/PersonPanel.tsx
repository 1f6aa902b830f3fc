/** One customer: who they are, how they feel beside what they bring, what happened, and what came before it went wrong. */
import { ArrowLeft, MapPin, Rows3 } from 'lucide-react';
import type { JSX } from 'react';
import { closestName } from '../../model/localNames.ts';
import { closestPlace, type PlaceRef } from '../../model/place.ts';
import { drillTo, openPerson, openRecordsBy, personOf, selectPlace, stepOut, type ViewState } from '../../model/viewState.ts';
import type { CustomerAnswer } from '../../protocol/records.ts';
import { IconButton } from '../controls/IconButton.tsx';
import drawer from '../drawer/drawer.module.css';
import { Section } from '../drawer/Section.tsx';
import { PanelState } from '../PanelState.tsx';
import { useChange, useView } from '../viewStore.ts';
import { PersonHead } from './PersonHead.tsx';
import styles from './person.module.css';
import { personWords } from './personTexts.ts';
import { ScoreChart } from './ScoreChart.tsx';
import { Story } from './Story.tsx';
import { usePerson } from './usePerson.ts';

export function PersonPanel(): JSX.Element | null {
  const customer = personOf(useView());
  return customer === null ? null : <Told key={customer} customer={customer} />;
}

function Told({ customer }: { readonly customer: string }): JSX.Element {
  const { head, records, status, error, more, retry } = usePerson(customer);
  const change = useChange();
  const words = personWords();
  return (
    <aside className={drawer.drawer} aria-label={words.title} data-customer={customer}>
      <div className={styles.top}>
        <IconButton label={words.close} onClick={() => change(leavePerson)}>
          <ArrowLeft />
        </IconButton>
        <div>
          <p>{words.title}</p>
          <h2>{customer}</h2>
        </div>
      </div>
      {status === 'error' ? (
        <p className={styles.fault} role="alert">
          {words.failed(error ?? '')}{' '}
          <button type="button" onClick={retry}>
            {words.again}
          </button>
        </p>
      ) : null}
      {status === 'unknown' ? <p className={styles.quiet}>{words.unknown}</p> : null}
      {head === null ? (
        status === 'loading' ? (
          <PanelState status="loading" error={null} />
        ) : null
      ) : (
        <>
          <PersonHead head={head} />
          <ScoreChart records={records} toMs={Date.parse(head.judgedAt ?? head.last)} />
          <Section title={words.story} note={words.events(head.events)}>
            <Story records={records} nowMs={head.judgedAt === null ? null : Date.parse(head.judgedAt)} />
            {more === null ? null : (
              <button type="button" className={drawer.more} onClick={more}>
                {words.earlier}
              </button>
            )}
          </Section>
          <Places head={head} />
        </>
      )}
    </aside>
  );
}

/** Back to where one was: the customer that was opened is closed, one that is pointed out on the map is let go. */
function leavePerson(view: ViewState): ViewState {
  return stepOut(view);
}

/** Where the events were; a click goes there, and the customer stays open. */
function Places({ head }: { readonly head: CustomerAnswer }): JSX.Element {
  const change = useChange();
  const words = personWords();
  return (
    <Section title={words.places}>
      <ul className={styles.places}>
        {head.places.map((place) => {
          const ref = closestPlace(place);
          const name = closestName(place) ?? ref?.id ?? words.nowhere;
          const key = `${place.country} ${place.region} ${place.city}`;
          return (
            <li key={key}>
              {ref === null ? (
                <span>{name}</span>
              ) : (
                <button
                  type="button"
                  aria-label={words.goThere(name)}
                  onClick={() => change((view) => openPerson(goTo({ ...view, picture: 'map' }, ref), head.customer))}
                >
                  <MapPin aria-hidden />
                  {name}
                </button>
              )}
              <span>{words.events(place.events)}</span>
            </li>
          );
        })}
      </ul>
      <p className={drawer.ways}>
        <button type="button" onClick={() => change((view) => openRecordsBy(view, head.customer))}>
          <Rows3 aria-hidden />
          {words.records}
        </button>
      </p>
    </Section>
  );
}

/** A city is pointed out within its region. */
function goTo(view: ViewState, place: PlaceRef): ViewState {
  if (place.level !== 'city' || place.region === null) return drillTo(view, place);
  return selectPlace(drillTo(view, { level: 'region', id: place.region, country: place.country, region: place.region }), place);
}
