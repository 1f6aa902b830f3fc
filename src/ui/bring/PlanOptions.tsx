/** What holds for all rows of a file: their type, the zone of their times, how numbers and dates are written. */
import { type JSX, type ReactNode, useId } from 'react';
import type { ImportPlan } from '../../model/import/fields.ts';
import { say } from '../../model/language.ts';
import { typeName } from '../../model/records/eventWords.ts';
import { EventType, SCALES, type Scale } from '../../protocol/event.ts';
import styles from './bring.module.css';
import { BRING_TEXTS } from './bringTexts.ts';

interface PlanOptionsProps {
  readonly plan: ImportPlan;
  readonly onChange: (plan: ImportPlan) => void;
}

export function PlanOptions({ plan, onChange }: PlanOptionsProps): JSX.Element {
  const words = say(BRING_TEXTS);
  const has = (target: string) => plan.columns.some((column) => column.target === target);
  return (
    <div className={styles.options}>
      {has('type') ? null : (
        <Pick label={words.type} value={plan.type} onPick={(type) => onChange({ ...plan, type })}>
          {Object.values(EventType).map((type) => (
            <option key={type} value={type}>
              {typeName(type)}
            </option>
          ))}
        </Pick>
      )}
      {has('time') ? (
        <>
          <Pick label={words.timeZone} value={plan.timeZone} onPick={(timeZone) => onChange({ ...plan, timeZone })}>
            {[...new Set(['UTC', plan.timeZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </Pick>
          <Pick
            label={words.dateOrder}
            value={plan.dateOrder}
            onPick={(order) => onChange({ ...plan, dateOrder: order === 'day' ? 'day' : 'month' })}
          >
            <option value="day">{words.day}</option>
            <option value="month">{words.month}</option>
          </Pick>
        </>
      ) : null}
      <Pick label={words.decimal} value={plan.decimal} onPick={(mark) => onChange({ ...plan, decimal: mark === ',' ? ',' : '.' })}>
        <option value=".">{words.point}</option>
        <option value=",">{words.comma}</option>
      </Pick>
      {has('score') && !has('scale') ? (
        <Pick label={words.scale} value={plan.scale ?? 'csat5'} onPick={(scale) => onChange({ ...plan, scale: scale as Scale })}>
          {Object.entries(SCALES).map(([scale, { min, max }]) => (
            <option key={scale} value={scale}>
              {`${scale} (${min}–${max})`}
            </option>
          ))}
        </Pick>
      ) : null}
      {has('amount') && !has('currency') ? <CurrencyField plan={plan} onChange={onChange} /> : null}
    </div>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly onPick: (value: string) => void;
  readonly children: ReactNode;
}

function Pick({ label, value, onPick, children }: PickProps): JSX.Element {
  const id = useId();
  return (
    <div className={styles.option}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onPick(event.target.value)}>
        {children}
      </select>
    </div>
  );
}

function CurrencyField({ plan, onChange }: PlanOptionsProps): JSX.Element {
  const words = say(BRING_TEXTS);
  const id = useId();
  return (
    <div className={styles.option}>
      <label htmlFor={id}>{words.currency}</label>
      <input
        id={id}
        maxLength={3}
        placeholder={words.currencyHint}
        autoComplete="off"
        value={plan.currency ?? ''}
        onChange={(event) => onChange({ ...plan, currency: event.target.value.toUpperCase() || null })}
      />
    </div>
  );
}
