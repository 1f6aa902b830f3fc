import { type JSX, type SyntheticEvent, useId, useState } from 'react';
import { keepTerritories } from '../../live/territories.ts';
import { localeNow, say } from '../../model/language.ts';
import { territoryDimension } from '../../model/place.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { type TerritorySet, territoryName } from '../../protocol/territories.ts';
import { useCatalog } from '../catalogContext.ts';
import { tellTerritories } from '../territoryNews.ts';
import { useChange } from '../viewStore.ts';
import styles from './bring.module.css';
import { closeBring } from './bringStore.ts';
import { BRING_TEXTS } from './bringTexts.ts';
import { territoryText } from './territoryText.ts';

const MOST_NAME = 60;

/** A GeoJSON file: a name, and its areas are kept as territories. */
export function TerritoryForm({ file }: { readonly file: File }): JSX.Element {
  const words = say(BRING_TEXTS);
  const field = useId();
  const [name, setName] = useState(() => file.name.replace(/\.[^.]*$/, '').slice(0, MOST_NAME));
  const [kept, setKept] = useState<TerritorySet | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const change = useChange();
  const { dimensions } = useCatalog();
  const replaced = dimensions.find(({ id }) => id === territoryDimension(territoryName(name) ?? ''));
  const show = (set: TerritorySet) => {
    change((view) => ({ ...view, picture: 'map', level: 'territory', territories: set.name }));
    closeBring();
  };
  const keep = async (event: SyntheticEvent) => {
    event.preventDefault();
    setSending(true);
    setProblem(null);
    try {
      setKept(await keepTerritories(name, await territoryText(file)));
      tellTerritories();
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setSending(false);
    }
  };
  if (kept !== null) {
    return (
      <div className={styles.body}>
        <p role="status">{words.kept(kept.label, new Intl.NumberFormat(localeNow()).format(kept.areas))}</p>
        <div className={styles.actions}>
          <button type="button" className={styles.primary} onClick={() => show(kept)}>
            {words.showTerritories}
          </button>
        </div>
      </div>
    );
  }
  return (
    <form className={styles.body} onSubmit={(event) => void keep(event)}>
      <p>{words.territories}</p>
      <div className={styles.option}>
        <label htmlFor={field}>{words.name}</label>
        <input id={field} required maxLength={MOST_NAME} value={name} onChange={(event) => setName(event.target.value)} />
      </div>
      {replaced === undefined ? null : <p className={styles.warning}>{words.replaces(replaced.label)}</p>}
      {problem === null ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <button type="submit" className={styles.primary} disabled={isSending}>
          {words.keep}
        </button>
      </div>
    </form>
  );
}
