/** What was announced or noted in the time that is shown, asked anew whenever something new is. */
import { useEffect, useMemo, useState } from 'react';
import { useAskedAsOf } from '../../live/asOfContext.ts';
import { fetchRecords } from '../../live/records.ts';
import { useAnswer } from '../../live/useAnswer.ts';
import { say } from '../../model/language.ts';
import { type Moment, marksReach, toMoment } from '../../model/marks.ts';
import { notedName, type Thread } from '../../model/notes.ts';
import type { Span } from '../../model/timeBuckets.ts';
import { EventType } from '../../protocol/event.ts';
import type { AsOf, Query } from '../../protocol/query.ts';
import { useNotes } from '../notes/useNotes.ts';
import { repeat } from '../repeat.ts';
import { TEXTS } from './timelineTexts.ts';

const WHERE = { type: [EventType.changeAnnounced] };
/** Moves when something is announced, wherever in time. */
const COUNT: Query = { metrics: ['events'], where: WHERE };
const MOST_MOMENTS = 100;
/** What could not be read is tried again so much later. */
const TRY_AGAIN_MS = 30_000;
const NONE: readonly Moment[] = [];

/** The newest announcements around the axis, and the open notes that are pinned to a time. */
export function useMoments(axis: Span): readonly Moment[] {
  const announced = useAnnouncements(axis);
  const { threads } = useNotes();
  return useMemo(() => [...announced, ...threads.flatMap(toNoted)], [announced, threads]);
}

function toNoted({ note, atMs }: Thread): readonly Moment[] {
  if (note.time === null || note.resolved) return [];
  return [{ id: `note-${note.id}`, ms: atMs, text: note.text, place: note.place && notedName(note.place), author: note.author }];
}

/** None while they load, and where nothing was announced. */
function useAnnouncements(axis: Span): readonly Moment[] {
  const { table } = useAnswer(COUNT);
  const count = table?.values[0]?.[0] ?? 0;
  const { from, to } = marksReach(axis);
  const moment = JSON.stringify(useAskedAsOf(COUNT)?.asOf ?? null);
  const [moments, setMoments] = useState(NONE);
  useEffect(() => {
    if (count === 0) {
      setMoments(NONE);
      return undefined;
    }
    const asOf = JSON.parse(moment) as AsOf | null;
    const asked = { where: WHERE, time: { from, to }, limit: MOST_MOMENTS, ...(asOf && { asOf }) };
    const read = (signal: AbortSignal) =>
      fetchRecords(asked, signal).then(
        ({ records }) => {
          if (!signal.aborted) setMoments(records.map((record) => toMoment(record, say(TEXTS).announced(1))));
          return true;
        },
        () => false,
      );
    return repeat({ newsOf: () => asked, read, everyMs: TRY_AGAIN_MS, isFixed: true });
  }, [count, from, to, moment]);
  return moments;
}
