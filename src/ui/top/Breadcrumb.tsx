import { ChevronRight, X } from 'lucide-react';
import { Fragment, type JSX } from 'react';
import { say, texts } from '../../model/language.ts';
import { lineage } from '../../model/place.ts';
import { anchorId } from '../../model/transition.ts';
import { drillTo, selectPlace } from '../../model/viewState.ts';
import { usePlaceName } from '../placeNames.ts';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './top.module.css';

const TEXTS = texts({
  en: { place: 'Place', world: 'World', clear: 'Clear the selection' },
  pt: { place: 'Lugar', world: 'Mundo', clear: 'Desfazer a seleção' },
  de: { place: 'Ort', world: 'Welt', clear: 'Auswahl aufheben' },
});

/** From the world to the place shown; each step leads out to it. A selected place stands last. */
export function Breadcrumb(): JSX.Element {
  const { focus, selected } = useViewOf('focus', 'selected');
  const nameOf = usePlaceName();
  const change = useChange();
  const words = say(TEXTS);
  const places = [null, ...lineage(focus)];
  return (
    <nav className={styles.crumbs} aria-label={words.place}>
      {places.map((place, at) => (
        <Fragment key={place?.id ?? 'world'}>
          {at === 0 ? null : <ChevronRight aria-hidden className={styles.step} />}
          <button
            type="button"
            className={styles.crumb}
            data-anchor={place === null ? undefined : anchorId(place.level, place.id)}
            data-anchor-name={place === null ? undefined : nameOf(place)}
            aria-current={at === places.length - 1 && selected === null ? 'location' : undefined}
            onClick={() => change((view) => (at === places.length - 1 ? selectPlace(view, null) : drillTo(view, place)))}
          >
            {place === null ? words.world : nameOf(place)}
          </button>
        </Fragment>
      ))}
      {selected === null ? null : (
        <span className={styles.chosen} data-anchor={anchorId(selected.level, selected.id)} data-anchor-name={nameOf(selected)}>
          <b>{nameOf(selected)}</b>
          <button type="button" aria-label={words.clear} onClick={() => change((view) => selectPlace(view, null))}>
            <X aria-hidden />
          </button>
        </span>
      )}
    </nav>
  );
}
