import type { JSX } from 'react';
import { formatExact, formatValue } from '../../model/format.ts';
import { ruleName } from '../../model/landscape/segmentWords.ts';
import { scoreText } from '../../model/records/eventWords.ts';
import { dateText } from '../../model/ticks.ts';
import type { CustomerAnswer, LatestScore } from '../../protocol/records.ts';
import { useCatalog } from '../catalogContext.ts';
import styles from './person.module.css';
import { personWords } from './personTexts.ts';

/** Who it is in a few figures: since when, in which segment, what they bring, and how they felt last. */
export function PersonHead({ head }: { readonly head: CustomerAnswer }): JSX.Element {
  const { currency, timezone } = useCatalog();
  const words = personWords();
  const { measures, named, segment, scores } = head;
  const day = (time: string) => dateText(Date.parse(time), timezone, { day: 'numeric', month: 'short', year: 'numeric' });
  const score = (id: string) => formatExact(measures[id] ?? null, 'score');
  const lateness = measures.lateness ?? null;
  return (
    <div className={styles.headline}>
      <p className={styles.chips}>
        {named === null ? null : (
          <span data-named={named} title={words.byRule}>
            <small>{words.lifeCycle}</small> {ruleName(named)}
          </span>
        )}
        {segment === null ? null : (
          <span title={words.bySender}>
            <small>{words.segment}</small> {segment}
          </span>
        )}
        <em>{words.since(day(head.first), day(head.last))}</em>
      </p>
      <dl className={styles.figures} data-figures>
        <Figure id="revenue" label={words.revenue} value={head.revenue} text={formatValue(head.revenue, currency)} />
        <Figure id="orders" label={words.orders} value={head.orders} text={formatExact(head.orders, 'count')} />
        <Figure id="contacts" label={words.contacts} value={head.contacts} text={formatExact(head.contacts, 'count')} />
        {head.refunds === 0 ? null : (
          <Figure id="refunds" label={words.refunds} value={head.refunds} text={formatValue(head.refunds, currency)} />
        )}
      </dl>
      {scores.length === 0 ? <p className={styles.quiet}>{words.noScore}</p> : null}
      {scores.map((latest) => (
        <Latest key={latest.scale} latest={latest} day={day} />
      ))}
      {named === null ? null : (
        <p className={styles.quiet}>
          {words.rfm(score('recencyScore'), score('frequencyScore'), score('moneyScore'))}
          {lateness === null ? '' : ` · ${words.lateness(formatExact(Math.round(lateness * 10) / 10, 'count'))}`}
        </p>
      )}
    </div>
  );
}

interface FigureProps {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

function Figure({ id, label, value, text }: FigureProps): JSX.Element {
  return (
    <div data-metric={id} data-value={value}>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}

/** The latest score on a scale, and whether it is below its target. */
function Latest({ latest, day }: { readonly latest: LatestScore; readonly day: (time: string) => string }): JSX.Element {
  const words = personWords();
  const { scale, score, below, isBelow, time } = latest;
  return (
    <p className={styles.latest} data-below={isBelow}>
      <b>{scoreText(score, scale)}</b>
      {[words.scales[scale] ?? scale, day(time)].join(' · ')}
      {below === null ? null : <span>{isBelow ? words.ofTarget(String(below)) : words.met}</span>}
    </p>
  );
}
