/** The land as a table: the same regions with the same numbers and colours. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { useStore } from 'zustand';
import { toHex } from '../../model/colour.ts';
import { satisfactionColour } from '../../model/ecosystem/look.ts';
import { formatExact, formatShort } from '../../model/format.ts';
import { chooseRule, chosenRules } from '../../model/landscape/choosing.ts';
import { csatOfRegion } from '../../model/landscape/landscapeWords.ts';
import { ruleName } from '../../model/landscape/segmentWords.ts';
import { useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { PanelState } from '../PanelState.tsx';
import side from '../sidePanel.module.css';
import { useChange, useView } from '../viewStore.ts';
import styles from './segmentsPanel.module.css';
import { segmentsStore } from './segmentsStore.ts';
import { segmentsWords } from './segmentsTexts.ts';
import type { ShownLandscape } from './useLandscape.ts';

export function SegmentsTable(): JSX.Element {
  const words = segmentsWords();
  const change = useChange();
  const { shown, status, error } = useStore(segmentsStore);
  return (
    <section className={side.panel} aria-label={words.table}>
      <header className={side.head}>
        <h2>{words.table}</h2>
        <IconButton label={words.closeTable} onClick={() => change((view) => ({ ...view, side: 'none' }))}>
          <X />
        </IconButton>
      </header>
      <div className={styles.scroller}>
        {status === 'failed' || shown === null ? <PanelState status={status === 'failed' ? 'error' : 'loading'} error={error} /> : null}
        {shown === null ? null : <Rows shown={shown} />}
      </div>
    </section>
  );
}

function Rows({ shown }: { readonly shown: ShownLandscape }): JSX.Element {
  const words = segmentsWords();
  const view = useView();
  const change = useChange();
  const { currency } = useCatalog();
  const chosen = chosenRules(view);
  return (
    <table className={styles.table} data-figures>
      <thead>
        <tr>
          <th scope="col">{words.segment}</th>
          <th scope="col">{words.csat}</th>
          <th scope="col">{words.count}</th>
          <th scope="col">{words.revenue}</th>
          <th scope="col">{words.risk}</th>
        </tr>
      </thead>
      <tbody>
        {shown.landscape.header.regions.map((region) => {
          const csat = csatOfRegion(region);
          return (
            <tr key={region.rule} data-rule={region.rule}>
              <th scope="row">
                <i style={{ background: toHex(satisfactionColour(csat ?? 0, region.answers, view.theme)) }} aria-hidden />
                <button
                  type="button"
                  aria-pressed={chosen.includes(region.rule)}
                  onClick={(event) => change((before) => chooseRule(before, region.rule, event.shiftKey))}
                >
                  {ruleName(region.rule, shown.saved)}
                </button>
              </th>
              <td title={words.n(formatExact(region.answers, 'count'))}>{csat === null ? '–' : formatShort(csat, '%')}</td>
              <td>{formatExact(region.people, 'count')}</td>
              <td title={formatExact(region.revenue, currency)}>{formatShort(region.revenue, currency)}</td>
              <td>{formatShort(region.atRisk, currency)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
