/** Who is chosen on the land: how many, what they bring, how they feel, what sets them apart, and what to do with them. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { useProgrammes } from '../../live/useProgrammes.ts';
import { toHex } from '../../model/colour.ts';
import { satisfactionText } from '../../model/ecosystem/look.ts';
import { filterValueName } from '../../model/filterValues.ts';
import { formatExact, formatShare, formatShort, formatValue } from '../../model/format.ts';
import { intervalText } from '../../model/kpi.ts';
import { leavePeople } from '../../model/landscape/choosing.ts';
import { chosenQuery, PEOPLE_METRICS, wholeQuery } from '../../model/landscape/landscapeQueries.ts';
import { measuredAt } from '../../model/rows.ts';
import { SEGMENT_RULE } from '../../protocol/people.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { PanelState } from '../PanelState.tsx';
import { useAsked } from '../useAsked.ts';
import { useChange, useView } from '../viewStore.ts';
import { Apart } from './Apart.tsx';
import { SegmentActions } from './SegmentActions.tsx';
import styles from './segmentsPanel.module.css';
import { segmentsWords } from './segmentsTexts.ts';

export function SegmentsDrawer(): JSX.Element {
  const words = segmentsWords();
  const view = useAsked();
  const change = useChange();
  const saved = useProgrammes((state) => state.segments);
  const here = useAnswer(chosenQuery(view, PEOPLE_METRICS));
  const all = useAnswer(wholeQuery(view, PEOPLE_METRICS));
  const names = (view.where[SEGMENT_RULE] ?? []).map((rule) => filterValueName(SEGMENT_RULE, rule, saved));
  return (
    <aside className={styles.drawer} aria-label={words.drawer}>
      <header className={styles.head}>
        <div>
          <p className={styles.rule}>{names.join(' + ')}</p>
          <h2 data-figures aria-busy={here.status === 'loading'}>
            {here.table === null ? '–' : words.people(formatExact(measuredAt(here.table, 'customers', 0).value, 'count'))}
          </h2>
        </div>
        <IconButton label={words.close} onClick={() => change((before) => leavePeople(before) ?? before)}>
          <X />
        </IconButton>
      </header>
      {here.table === null || all.table === null ? (
        <PanelState status={here.table === null ? here.status : all.status} error={here.error ?? all.error} />
      ) : (
        <>
          <Figures here={here.table} all={all.table} />
          <Apart here={here.table} all={all.table} />
          <SegmentActions />
        </>
      )}
    </aside>
  );
}

function Figures({ here, all }: { readonly here: AnswerTable; readonly all: AnswerTable }): JSX.Element {
  const words = segmentsWords();
  const { theme } = useView();
  const { currency } = useCatalog();
  const value = (table: AnswerTable, id: string) => measuredAt(table, id, 0).value;
  const [revenue, whole] = [value(here, 'revenue'), value(all, 'revenue')];
  const csat = measuredAt(here, 'csat', 0);
  const colour = Number.isFinite(csat.value) ? toHex(satisfactionText(csat.value, csat.n, theme)) : 'inherit';
  return (
    <dl className={styles.figures} data-figures>
      <Figure label={words.revenue} note={formatValue(revenue, currency)}>
        {formatShort(revenue, currency)}
      </Figure>
      <Figure label={words.ofAll} note={formatShort(whole, currency)}>
        {whole > 0 ? formatShare(revenue / whole) : '–'}
      </Figure>
      <Figure
        label={words.csat}
        note={Number.isFinite(csat.value) ? `${intervalText(csat, '%')} · ${words.n(formatExact(csat.n, 'count'))}` : ''}
      >
        <span style={{ color: colour }}>{Number.isFinite(csat.value) ? formatShort(csat.value, '%') : '–'}</span>
      </Figure>
      <Figure label={words.risk} note="">
        <span className={styles.bad}>{formatShort(value(here, 'revenue_at_risk'), currency)}</span>
      </Figure>
    </dl>
  );
}

function Figure({
  label,
  note,
  children,
}: {
  readonly label: string;
  readonly note: string;
  readonly children: JSX.Element | string;
}): JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  );
}
