/** What was announced or noted in the time that is shown, asked anew whenever something new is. */
import { useEffect, useMemo, useState } from 'react';
import { fetchVerbatims } from '../../live/ask.ts';
import { useAnswer } from '../../live/useAnswer.ts';
import { type Moment, marksReach } from '../../model/marks.ts';
import type { Thread } from '../../model/notes.ts';
import type { Span } from '../../model/timeBuckets.ts';
import { EventType } from '../../protocol/event.ts';
import type { Query } from '../../protocol/query.ts';
import type { VerbatimAnswer } from '../../protocol/verbatims.ts';
import { useNotes } from '../notes/useNotes.ts';

const WHERE = { type: [EventType.changeAnnounced] };
/** Moves when something is announced, wherever in time. */
const COUNT: Query = { metrics: ['events'], where: WHERE };
const MOST_MOMENTS = 100;
const NONE: readonly Moment[] = [];

/** The newest announcements around the axis, and the open notes that are pinned to a time. */
export function useMoments(axis: Span): readonly Moment[] {
  const announced = useAnnouncements(axis);
  const { threads } = useNotes();
  return useMemo(() => [...announced, ...threads.flatMap(toNoted)], [announced, threads]);
}

function toNoted({ note, atMs }: Thread): readonly Moment[] {
  if (note.time === null || note.resolved) return [];
  return [{ id: `note-${note.id}`, ms: atMs, text: note.text, place: note.place?.name ?? null, author: note.author }];
}

/** None while they load, and where nothing was announced. */
function useAnnouncements(axis: Span): readonly Moment[] {
  const { table } = useAnswer(COUNT);
  const count = table?.values[0]?.[0] ?? 0;
  const { from, to } = marksReach(axis);
  const [moments, setMoments] = useState(NONE);
  useEffect(() => {
    if (count === 0) {
      setMoments(NONE);
      return undefined;
    }
    const leaving = new AbortController();
    fetchVerbatims({ where: WHERE, time: { from, to }, limit: MOST_MOMENTS }, leaving.signal)
      .then(({ verbatims }) => setMoments(verbatims.map(toMoment)))
      .catch((error: unknown) => {
        if (!leaving.signal.aborted) console.warn('What was announced could not be read', error);
      });
    return () => leaving.abort();
  }, [count, from, to]);
  return moments;
}

function toMoment({ seq, time, text, place }: VerbatimAnswer): Moment {
  return { id: String(seq), ms: Date.parse(time), text, place: place.name, author: null };
}
