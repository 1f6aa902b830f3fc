/** What to do with the people chosen: keep the rule under a name, see them on the map, take the list along. */
import { type JSX, type SyntheticEvent, useContext, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ask } from '../../live/ask.ts';
import { AsOfContext } from '../../live/asOfContext.ts';
import { useProgrammeActions, useProgrammes } from '../../live/useProgrammes.ts';
import { toCsv } from '../../model/csv.ts';
import { filterValueName } from '../../model/filterValues.ts';
import { offeredFor } from '../../model/landscape/choosing.ts';
import { membersQuery } from '../../model/landscape/landscapeQueries.ts';
import { showPicture } from '../../model/pictures.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { SEGMENT_RULE } from '../../protocol/people.ts';
import { TOUR_LIMITS } from '../../protocol/tours.ts';
import { useTurn } from '../controls/inTurn.ts';
import { isComposed } from '../controls/keys.ts';
import { authorStore, rememberAuthor } from '../notes/author.ts';
import { download } from '../share/download.ts';
import { useAsked } from '../useAsked.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './segmentsPanel.module.css';
import { exportedText, segmentsWords } from './segmentsTexts.ts';

export function SegmentActions(): JSX.Element {
  const words = segmentsWords();
  const view = useView();
  const asked = useAsked();
  const moment = useContext(AsOfContext);
  const change = useChange();
  const { remove } = useProgrammeActions();
  const saved = useProgrammes((state) => state.segments);
  const [isSaving, setSaving] = useState(false);
  const [said, setSaid] = useState('');
  const { savable, kept, isListed } = offeredFor(view, saved);
  const give = async () => {
    try {
      const asOf = moment === null ? {} : { asOf: { epoch: moment.epoch, seq: moment.seq } };
      const table = await ask({ ...membersQuery(asked), ...asOf });
      const [first = null] = view.where[SEGMENT_RULE] ?? [];
      const file = `${filterValueName(SEGMENT_RULE, first, saved).replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')}.csv`;
      download(new Blob([toCsv(table)], { type: 'text/csv;charset=utf-8' }), file);
      setSaid(exportedText(file, table));
    } catch (error) {
      setSaid(words.notExported(messageOf(error)));
    }
  };
  return (
    <footer className={styles.actions}>
      {isSaving && savable !== null ? (
        <SaveSegment rule={savable} onDone={() => setSaving(false)} />
      ) : (
        <>
          {savable === null ? null : (
            <button type="button" className={styles.primary} onClick={() => setSaving(true)}>
              {words.save}
            </button>
          )}
          <button type="button" onClick={() => change((before) => showPicture(before, 'map'))}>
            {words.onMap}
          </button>
          {isListed ? (
            <button type="button" onClick={() => void give()}>
              {words.export}
            </button>
          ) : null}
          {kept === null ? null : (
            <button
              type="button"
              onClick={() => remove('segments', kept).catch((error: unknown) => setSaid(words.notRemoved(messageOf(error))))}
            >
              {words.remove(kept.name)}
            </button>
          )}
        </>
      )}
      <p role="status">{said}</p>
    </footer>
  );
}

function SaveSegment({ rule, onDone }: { readonly rule: string; readonly onDone: () => void }): JSX.Element {
  const words = segmentsWords();
  const { add } = useProgrammeActions();
  const author = useStore(authorStore, (state) => state.author);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const inTurn = useTurn();
  useEffect(() => first.current?.focus(), []);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    inTurn(() => add('segments', { name, rule, author }))?.then(onDone, (problem: unknown) => setError(messageOf(problem)));
  };
  return (
    <form
      className={styles.form}
      data-popup
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposed(event)) onDone();
      }}
    >
      <input
        ref={first}
        required
        aria-label={words.name}
        placeholder={words.name}
        maxLength={TOUR_LIMITS.name}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <input
        required
        aria-label={words.author}
        placeholder={words.author}
        autoComplete="name"
        maxLength={TOUR_LIMITS.author}
        value={author}
        onChange={(event) => rememberAuthor(event.target.value)}
      />
      {error === null ? null : <p role="alert">{words.notSaved(error)}</p>}
      <div>
        <button type="submit" className={styles.primary}>
          {words.keep}
        </button>
        <button type="button" onClick={onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
