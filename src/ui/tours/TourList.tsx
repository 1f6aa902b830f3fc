/** Every tour by name, the one that composes itself first; new ones from the present view or from a file. */
import { FileUp, Plus, Sparkles } from 'lucide-react';
import { type ChangeEvent, type JSX, useRef } from 'react';
import { useStore } from 'zustand';
import { useProgrammeActions, useProgrammes } from '../../live/useProgrammes.ts';
import { say } from '../../model/language.ts';
import { fromTourFile, tourSeconds } from '../../model/tour/tour.ts';
import { authorStore } from '../notes/author.ts';
import { PanelState } from '../PanelState.tsx';
import { useChange } from '../viewStore.ts';
import { bookmarkStore, nameTour, targetTour, useBookmark, useSeenScene } from './bookmarking.ts';
import { lengthText } from './lengthText.ts';
import { TourForm } from './TourForm.tsx';
import styles from './tours.module.css';
import { TOUR_TEXTS } from './tourTexts.ts';
import { useTelling } from './useTelling.ts';

export function TourList(): JSX.Element {
  const words = say(TOUR_TEXTS);
  const change = useChange();
  const tours = useProgrammes((state) => state.tours);
  const status = useProgrammes((state) => state.status);
  const error = useProgrammes((state) => state.error);
  const isNaming = useStore(bookmarkStore, (state) => state.isNaming);
  const { add } = useProgrammeActions();
  const seen = useSeenScene();
  const bookmark = useBookmark();
  const open = (tour: string) => change((before) => ({ ...before, tour }));
  const target = targetTour(tours, null);
  return (
    <>
      {isNaming ? (
        <TourForm
          label={words.name}
          name={words.first}
          asksAuthor
          submit={words.create}
          onSave={async ({ name, author }) => open((await add('tours', { name, author, scenes: [seen()] })).id)}
          onDone={() => nameTour(false)}
        />
      ) : (
        <div className={styles.ways}>
          <button type="button" className={styles.way} onClick={() => (target === null ? nameTour(true) : void bookmark())}>
            <Plus aria-hidden />
            {target === null ? words.add : words.addTo(target.name)}
            <kbd>B</kbd>
          </button>
          <ImportButton onMade={open} />
        </div>
      )}
      <ul className={styles.list}>
        <li className={styles.row} data-tour="self">
          <button type="button" className={styles.open} onClick={() => open('self')}>
            <b>
              <Sparkles aria-hidden /> {words.self}
            </b>
            <small>{words.selfNote}</small>
          </button>
        </li>
        {tours.map(({ id, name, scenes, author }) => (
          <li key={id} className={styles.row} data-tour={id}>
            <button type="button" className={styles.open} onClick={() => open(id)}>
              <b>{name}</b>
              <small>
                {words.length(scenes.length, lengthText(tourSeconds(scenes)))}, {words.by(author)}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {tours.length > 0 ? null : (
        <div className={styles.nothing}>
          <PanelState status={status} error={error && `${words.missing} (${error})`}>
            {words.none}
          </PanelState>
        </div>
      )}
    </>
  );
}

function ImportButton({ onMade }: { onMade: (id: string) => void }): JSX.Element {
  const words = say(TOUR_TEXTS);
  const field = useRef<HTMLInputElement>(null);
  const { add } = useProgrammeActions();
  const attempt = useTelling();
  const bring = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file === undefined) return;
    attempt(async () => {
      const draft = fromTourFile(await file.text());
      const author = authorStore.getState().author || file.name.replace(/\.json$/i, '').slice(0, 80);
      onMade((await add('tours', { ...draft, author })).id);
      return null;
    });
  };
  return (
    <>
      <input ref={field} type="file" accept=".json,application/json" hidden data-tour-file onChange={bring} />
      <button type="button" className={styles.way} onClick={() => field.current?.click()}>
        <FileUp aria-hidden />
        {words.import}
      </button>
    </>
  );
}
