import { type JSX, useEffect, useMemo, useState } from 'react';
import { resolvePlaces } from '../../live/ask.ts';
import type { ImportPlan, Row } from '../../model/import/fields.ts';
import { placesSaid } from '../../model/import/placesSaid.ts';
import { localeNow, say } from '../../model/language.ts';
import { localNames } from '../../model/localNames.ts';
import { EventType } from '../../protocol/event.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import type { PlaceSaid, ResolvedPlace } from '../../protocol/places.ts';
import styles from './bring.module.css';
import { BRING_TEXTS } from './bringTexts.ts';

const PLACES: ReadonlySet<string> = new Set(['country', 'region', 'city', 'postal_code', 'lat']);
const MOST_SHOWN = 12;

type Found = { readonly places: readonly ResolvedPlace[] } | { readonly error: string } | null;

/** Where the first rows will stand on the map, before anything is kept, and what will be missing there, on the timeline and in the revenue. */
export function PlaceSample({ plan, rows }: { readonly plan: ImportPlan; readonly rows: readonly Row[] }): JSX.Element {
  const words = say(BRING_TEXTS);
  const has = (field: string) => plan.columns.some(({ target }) => target === field);
  const hasPlace = plan.columns.some(({ target }) => PLACES.has(target));
  return (
    <>
      {plan.type !== EventType.orderCompleted || has('type') || has('amount') ? null : <p className={styles.warning}>{words.noAmount}</p>}
      {has('time') ? null : <p className={styles.warning}>{words.noTime}</p>}
      {hasPlace ? <Resolved plan={plan} rows={rows} /> : <p className={styles.warning}>{words.noPlace}</p>}
    </>
  );
}

function Resolved({ plan, rows }: { readonly plan: ImportPlan; readonly rows: readonly Row[] }): JSX.Element {
  const words = say(BRING_TEXTS);
  const said = useMemo(() => placesSaid(rows, plan), [rows, plan]);
  const found = useResolved(said);
  if (found === null) return <p className={styles.note}>{words.looking}</p>;
  if ('error' in found) return <p role="alert">{words.placesFailed(found.error)}</p>;
  const number = new Intl.NumberFormat(localeNow());
  const counts = countBy(found.places.flatMap((place) => (place.label === null ? [] : [localNames(place.label, place)])));
  const lost = countBy(
    said
      .filter((_, at) => found.places[at]?.label === null)
      .map(nameOf)
      .filter(Boolean),
  );
  const placed = found.places.filter(({ label }) => label !== null).length;
  return (
    <section aria-label={words.places(number.format(placed), number.format(said.length))} data-placed={placed}>
      <p>{words.places(number.format(placed), number.format(said.length))}</p>
      <ul className={styles.places}>
        {counts.slice(0, MOST_SHOWN).map(([name, count]) => (
          <li key={name}>
            {name}
            <b>{number.format(count)}</b>
          </li>
        ))}
      </ul>
      {lost.length === 0 ? null : (
        <p className={styles.warning}>
          {words.unplaced(
            lost
              .slice(0, MOST_SHOWN)
              .map(([name]) => name)
              .join('; '),
          )}
        </p>
      )}
    </section>
  );
}

function nameOf({ city, region, country, postal_code, lat, lon }: PlaceSaid): string {
  const names = [postal_code, city, region, country].filter(Boolean).join(', ');
  return names || (lat === undefined ? '' : `${lat}, ${lon ?? ''}`);
}

/** Most first. */
function countBy(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function useResolved(said: readonly PlaceSaid[]): Found {
  const [found, setFound] = useState<Found>(null);
  useEffect(() => {
    const control = new AbortController();
    setFound(null);
    resolvePlaces(said, control.signal).then(
      (places) => setFound({ places }),
      (error: unknown) => {
        if (!control.signal.aborted) setFound({ error: messageOf(error) });
      },
    );
    return () => control.abort();
  }, [said]);
  return found;
}
