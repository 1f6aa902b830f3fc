import { Hourglass } from 'lucide-react';
import { type JSX, useMemo } from 'react';
import { formatDuration, formatExact } from '../../model/format.ts';
import { closestName } from '../../model/localNames.ts';
import { amountText, moneyText, ownFacts, typeName } from '../../model/records/eventWords.ts';
import { BEFORE_DAYS, isBelowTarget, type StoryEvent, type StoryGap, sumOf, tellStory } from '../../model/records/story.ts';
import { dateText } from '../../model/ticks.ts';
import type { RecordAnswer } from '../../protocol/records.ts';
import { useCatalog } from '../catalogContext.ts';
import { EventIcon } from '../records/EventIcon.tsx';
import { eventTime, ScoreChip } from '../records/RecordCell.tsx';
import styles from './person.module.css';
import { personWords } from './personTexts.ts';

/** The whole history, newest first: what happened, and the silences that are long for this customer. */
export function Story({ records, nowMs }: { readonly records: readonly RecordAnswer[]; readonly nowMs: number | null }): JSX.Element {
  const items = useMemo(() => tellStory(records, nowMs), [records, nowMs]);
  return (
    <ol className={styles.story}>
      {items.map((item) =>
        item.kind === 'gap' ? <Gap key={`gap ${item.ms}`} gap={item} /> : <Entry key={item.records[0]?.seq} entry={item} />,
      )}
    </ol>
  );
}

function Gap({ gap }: { readonly gap: StoryGap }): JSX.Element {
  const words = personWords();
  const days = formatExact(gap.days, 'count');
  return (
    <li className={styles.gap} data-gap={gap.days}>
      <Hourglass aria-hidden />
      <div>
        <p>{gap.isOpen ? words.openGap(days) : words.gap(days)}</p>
        <Before entries={gap.before} heading={words.around(String(BEFORE_DAYS))} />
      </div>
    </li>
  );
}

function Entry({ entry }: { readonly entry: StoryEvent }): JSX.Element {
  const words = personWords();
  const record = entry.records[0] as RecordAnswer;
  const isLow = isBelowTarget(entry);
  return (
    <li className={styles.entry} data-seq={record.seq} data-type={record.type} data-low={isLow}>
      <EventIcon type={record.type} channel={record.channel} />
      <div>
        <p>
          <b>{typeName(record.type)}</b>
          {record.score === null ? null : <ScoreChip score={record.score} scale={record.scale} />}
          <Amount entry={entry} />
          <time dateTime={record.time}>{eventTime(record.time)}</time>
        </p>
        <Said entry={entry} />
        {record.text === null ? null : (
          <p className={styles.words} dir="auto">
            {record.text}
          </p>
        )}
        <Before entries={entry.before} heading={words.before(String(BEFORE_DAYS))} />
      </div>
    </li>
  );
}

function Amount({ entry }: { readonly entry: StoryEvent }): JSX.Element | null {
  const { currency } = useCatalog();
  const [only, ...others] = entry.records;
  if (only !== undefined && others.length === 0) return <span>{amountText(only, currency)}</span>;
  const sum = sumOf(entry, currency);
  return sum && <span>{moneyText(sum.amount, sum.currency)}</span>;
}

/** What it was about, by what the events say. */
function Said({ entry: { records } }: { readonly entry: StoryEvent }): JSX.Element | null {
  const words = personWords();
  const { reason, channel, place, resolved, durationS, segment, type, data } = records[0] as RecordAnswer;
  const about = [...new Set(records.flatMap(({ product, category }) => product ?? category ?? []))];
  const said = [
    ...(records.length > 1 ? [words.items(formatExact(records.length, 'count'))] : []),
    ...about.slice(0, 3),
    ...[reason, type.endsWith('profile.updated') ? segment : null, channel].flatMap((part) => part ?? []),
    ...(resolved === null ? [] : [resolved ? words.resolved : words.unresolved]),
    ...(durationS === null ? [] : [formatDuration(durationS)]),
    ...ownFacts(data),
    ...[closestName(place)].flatMap((name) => name ?? []),
  ];
  return said.length === 0 ? null : <p className={styles.said}>{said.join(' · ')}</p>;
}

/** What went wrong in the days before: told, not blamed. */
function Before({ entries, heading }: { readonly entries: readonly StoryEvent[]; readonly heading: string }): JSX.Element | null {
  const { timezone } = useCatalog();
  if (entries.length === 0) return null;
  return (
    <div className={styles.before} title={personWords().notCause} data-before>
      <span>{heading}</span>
      <ul>
        {entries.map(({ ms, records }) => {
          const record = records[0] as RecordAnswer;
          const detail = [record.reason ?? (record.score === null ? null : formatExact(record.score, 'score')), ...ownFacts(record.data)];
          const text = [typeName(record.type), ...detail.flatMap((part) => part ?? [])].join(' · ');
          return (
            <li key={record.seq}>
              {text} <time dateTime={record.time}>{dateText(ms, timezone, { day: 'numeric', month: 'short' })}</time>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
