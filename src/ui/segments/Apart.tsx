/** What sets the chosen people apart from all: the greatest differences beyond chance, with how many they are. */
import { type JSX, useContext, useEffect, useState } from 'react';
import { ask } from '../../live/ask.ts';
import { AsOfContext } from '../../live/asOfContext.ts';
import { formatExact, formatShare } from '../../model/format.ts';
import { type Compared, comparableTo, differences } from '../../model/landscape/apart.ts';
import { APART_DIMENSIONS, apartQuery, chosenQuery, wholeQuery } from '../../model/landscape/landscapeQueries.ts';
import { localName } from '../../model/localNames.ts';
import { typeName } from '../../model/records/eventWords.ts';
import { measuredAt } from '../../model/rows.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { useCatalog } from '../catalogContext.ts';
import { PanelState } from '../PanelState.tsx';
import { isSeen } from '../repeat.ts';
import { useAsked } from '../useAsked.ts';
import { useReturns } from '../useReturns.ts';
import styles from './segmentsPanel.module.css';
import { segmentsWords } from './segmentsTexts.ts';

const MOST = 6;
/** Numbers that move are compared again after so long. */
const AGAIN_MS = 15_000;

interface State {
  readonly key: string;
  readonly compared: readonly Compared[];
  readonly error: string | null;
}

export function Apart({ here, all }: { readonly here: AnswerTable; readonly all: AnswerTable }): JSX.Element {
  const words = segmentsWords();
  const { dimensions } = useCatalog();
  const { compared, error } = useCompared();
  const people = { here: measuredAt(here, 'customers', 0).value, all: measuredAt(all, 'customers', 0).value };
  const found = compared === null ? [] : differences(compared, people, MOST);
  const label = (id: string) => dimensions.find((dimension) => dimension.id === id)?.label ?? id;
  return (
    <section className={styles.apart}>
      {compared === null ? (
        <PanelState status={error === null ? 'loading' : 'error'} error={error} />
      ) : found.length === 0 ? (
        <p className={styles.note}>{words.alike[comparableTo(people)]}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.apart}</th>
              <th scope="col">{words.here}</th>
              <th scope="col">{words.all}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ dimension, value, here: share, all: whole, n }) => (
              <tr key={`${dimension} ${value}`}>
                <th scope="row">
                  <span className={styles.note}>{label(dimension)}</span> {valueText(dimension, value)}
                  <span className={styles.note}> {words.n(formatExact(n, 'count'))}</span>
                </th>
                <td>{formatShare(share)}</td>
                <td>{formatShare(whole)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function valueText(dimension: string, value: string): string {
  if (dimension === 'country') return localName('country', value, value);
  return dimension === 'type' ? typeName(value) : value;
}

/** Each dimension of the chosen and of all; asked anew when another choice is made. */
function useCompared(): { readonly compared: readonly Compared[] | null; readonly error: string | null } {
  const view = useAsked();
  const moment = useContext(AsOfContext);
  const asOf = moment === null ? {} : { asOf: { epoch: moment.epoch, seq: moment.seq } };
  const queries = APART_DIMENSIONS.map((dimension) => ({
    dimension,
    here: { ...apartQuery(chosenQuery(view, []), dimension), ...asOf },
    all: { ...apartQuery(wholeQuery(view, []), dimension), ...asOf },
  }));
  const key = JSON.stringify(queries);
  const [state, setState] = useState<State>({ key: '', compared: [], error: null });
  const returns = useReturns();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is all of the queries; a server that is back is asked anew
  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => {
      timer = setTimeout(() => (isSeen() ? void compare() : again()), AGAIN_MS);
    };
    const compare = async () => {
      try {
        const compared: Compared[] = [];
        // One after the other: the archive answers two questions at a time, and the land asks, too.
        for (const { dimension, here, all } of queries)
          compared.push({ dimension, here: await ask(here, gone.signal), all: await ask(all, gone.signal) });
        setState({ key, compared, error: null });
      } catch (error) {
        if (gone.signal.aborted) return;
        setState({ key, compared: [], error: messageOf(error) });
      }
      again();
    };
    void compare();
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [key, returns]);
  const isKnown = state.key === key;
  return { compared: isKnown && state.error === null ? state.compared : null, error: isKnown ? state.error : null };
}
