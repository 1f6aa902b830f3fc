import { type JSX, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { keepTerritories } from '../../live/territories.ts';
import { choosePlaces } from '../../model/area/choosing.ts';
import { toGeoJson } from '../../model/area/shape.ts';
import { say } from '../../model/language.ts';
import { type Level, territoryDimension } from '../../model/place.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { territoryName } from '../../protocol/territories.ts';
import { useCatalog } from '../catalogContext.ts';
import { isComposed } from '../controls/keys.ts';
import { tellTerritories } from '../territoryNews.ts';
import { useChange } from '../viewStore.ts';
import styles from './area.module.css';
import { areaStore } from './areaStore.ts';
import { AREA_TEXTS } from './areaTexts.ts';

const MOST_NAME = 60;

interface KeepTerritoryProps {
  readonly corners: readonly (readonly [number, number])[];
  readonly level: Level;
  /** Hears what to say, nothing where it was given up. */
  readonly onDone: (said: string) => void;
}

/** Keeps the drawn area under a name; the territory then is the filter, in place of the places that lay in it. */
export function KeepTerritory({ corners, level, onDone }: KeepTerritoryProps): JSX.Element {
  const words = say(AREA_TEXTS);
  const catalog = useCatalog();
  const change = useChange();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState('');
  const [isSending, setSending] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const keep = async (event: SyntheticEvent) => {
    event.preventDefault();
    const label = name.trim();
    if (
      catalog.dimensions.some(
        (known) => known.kind === 'area' && (known.label === label || known.id === territoryDimension(territoryName(label) ?? label)),
      )
    ) {
      setProblem(words.taken(label));
      return;
    }
    setSending(true);
    try {
      const set = await keepTerritories(label, toGeoJson(corners, label));
      tellTerritories();
      areaStore.setState({ draft: null });
      change((view) => choosePlaces(choosePlaces(view, level, []), 'territory', [`${set.name}/${label}`]));
      onDone(words.kept(label));
    } catch (error) {
      setProblem(words.failed(messageOf(error)));
      setSending(false);
    }
  };
  return (
    <form
      className={styles.keep}
      onSubmit={(event) => void keep(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposed(event)) return;
        // The tool stays, and what was drawn with it.
        event.preventDefault();
        onDone('');
      }}
    >
      <input
        ref={field}
        required
        aria-label={words.name}
        placeholder={words.name}
        maxLength={MOST_NAME}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className={styles.done} disabled={isSending}>
        {words.save}
      </button>
      <button type="button" onClick={() => onDone('')}>
        {words.cancel}
      </button>
      {problem === '' ? null : <p role="alert">{problem}</p>}
    </form>
  );
}
