/** The first rows of a table with what each column is taken for, to be corrected before it is sent. */
import { type JSX, useEffect, useMemo, useState } from 'react';
import { type Cell, FIELDS, type ImportPlan, type Row, type Target } from '../../model/import/fields.ts';
import { corrected, guessPlan } from '../../model/import/guess.ts';
import { createRowIds } from '../../model/import/rowIds.ts';
import { hex, sha256 } from '../../model/import/sha256.ts';
import { localeNow, say } from '../../model/language.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { useCatalog } from '../catalogContext.ts';
import styles from './bring.module.css';
import { openBring } from './bringStore.ts';
import { BRING_TEXTS } from './bringTexts.ts';
import { Chooser } from './Chooser.tsx';
import type { TableChunk } from './chunk.ts';
import { PlaceSample } from './PlaceSample.tsx';
import { PlanOptions } from './PlanOptions.tsx';
import { Progress } from './Progress.tsx';
import { type Item, importTable, madeOf } from './runImport.ts';
import { SampleCheck } from './SampleCheck.tsx';
import { NO_SAMPLE, type Sample, sampleRows } from './sampleRows.ts';
import { TARGET_TEXTS } from './targetTexts.ts';
import { useImport } from './useImport.ts';

const SHOWN = 8;

interface TablePreviewProps {
  readonly file: File;
  readonly read: () => AsyncGenerator<TableChunk>;
}

export function TablePreview({ file, read }: TablePreviewProps): JSX.Element {
  const words = say(BRING_TEXTS);
  const { timezone } = useCatalog();
  // Once a file: when real events end a demonstration, what the reader has corrected stays.
  const [reporting] = useState(useReporting());
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const [sample, setSample] = useState<Sample>(NO_SAMPLE);
  const [problem, setProblem] = useState<string | null>(null);
  const sending = useImport(file.name, (watch) =>
    plan === null ? Promise.reject(new Error(words.reading)) : importTable(read(), plan, file.name, watch),
  );
  useEffect(() => {
    let isCurrent = true;
    sampleRows(read()).then(
      (found) => {
        if (!isCurrent) return;
        const { names, rows, guessedBy } = found;
        if (rows.length === 0) setProblem(words.empty(file.name));
        setSample(found);
        setPlan(
          guessPlan(
            names,
            guessedBy,
            { timeZone: timezone, source: `/import/${encodeURIComponent(file.name)}`, importId: importIdOf(file.name) },
            reporting,
          ),
        );
      },
      (error: unknown) => isCurrent && setProblem(words.failed(messageOf(error))),
    );
    return () => {
      isCurrent = false;
    };
  }, [file, read, timezone, reporting, words]);
  const items = useMemo(() => (plan === null ? [] : toItems(sample, plan, file.name)), [sample, plan, file]);
  if (problem !== null) return <Chooser problem={problem} onFile={openBring} />;
  if (sending.stage !== 'before') return <Progress {...sending} name={file.name} onStop={sending.stop} />;
  if (plan === null) return <p className={styles.note}>{words.reading}</p>;
  return (
    <div className={styles.body}>
      <PlanOptions plan={plan} onChange={setPlan} />
      <Columns plan={plan} rows={sample.rows} onChange={setPlan} />
      <SampleCheck items={items} plan={plan} />
      <PlaceSample plan={plan} rows={sample.rows} />
      <div className={styles.actions}>
        <button type="button" className={styles.primary} onClick={sending.run}>
          {words.send}
        </button>
        {sample.isWhole ? (
          <span className={styles.note}>{words.rows(new Intl.NumberFormat(localeNow()).format(sample.rows.length))}</span>
        ) : null}
      </div>
    </div>
  );
}

/** The same each time, as all of its events: what is sent twice must say the same to be known as a duplicate. */
function importIdOf(fileName: string): string {
  return hex(sha256(fileName)).slice(0, 16);
}

/** The first rows as they will be sent. */
function toItems({ names, numbered }: Sample, plan: ImportPlan, fileName: string): readonly Item[] {
  const idOf = createRowIds(fileName, names);
  return numbered.map(({ row, number }) => ({ number, read: 0, made: madeOf(row, plan, idOf) }));
}

interface ColumnsProps {
  readonly plan: ImportPlan;
  readonly rows: readonly Row[];
  readonly onChange: (plan: ImportPlan) => void;
}

/** The currency of the workspace; null while a demonstration is shown in its place. */
function useReporting(): string | null {
  const { currency, simulated } = useCatalog();
  return simulated ? null : currency;
}

function Columns({ plan, rows, onChange }: ColumnsProps): JSX.Element {
  const reporting = useReporting();
  const words = say(BRING_TEXTS);
  const names = say(TARGET_TEXTS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className={styles.scroll} tabIndex={0} aria-label={words.firstRows}>
      <table className={styles.rows}>
        <thead>
          <tr>
            {plan.columns.map(({ name, target }, at) => (
              <th key={name} scope="col" data-target={target}>
                <span>{name}</span>
                <select
                  aria-label={words.meaning(name)}
                  value={target}
                  onChange={(event) => onChange(corrected(plan, rows, at, event.target.value as Target, reporting))}
                >
                  {(['own', 'skip', ...FIELDS] as const).map((option) => (
                    <option key={option} value={option}>
                      {names[option]}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other identity
            <tr key={line}>
              {plan.columns.map(({ name, target }, at) => (
                <td key={name} data-target={target}>
                  {shown(row[at] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function shown(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
