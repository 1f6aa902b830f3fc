import { useCallback, useContext, useRef, useState } from 'react';
import { AsOfContext } from '../../live/asOfContext.ts';
import { fetchCustomer, fetchNewest, fetchRecords } from '../../live/records.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import type { CustomerAnswer, RecordAnswer, RecordsAnswer } from '../../protocol/records.ts';
import { useRepeated } from '../useRepeated.ts';

/** Hardly anybody has more; who has is read page by page. */
const PAGE = 500;

export interface Person {
  readonly head: CustomerAnswer | null;
  /** Newest first. */
  readonly records: readonly RecordAnswer[];
  readonly status: 'loading' | 'live' | 'error' | 'unknown';
  readonly error: string | null;
  /** Loads earlier records; null where all are there. */
  readonly more: (() => void) | null;
  readonly retry: () => void;
}

interface Held {
  readonly key: string;
  readonly head: CustomerAnswer;
  readonly records: readonly RecordAnswer[];
  readonly next: string | null;
}

/** One customer with all their events, read again when something of theirs has come. */
export function usePerson(customer: string): Person {
  const moment = useContext(AsOfContext);
  const asOf = moment === null ? undefined : { epoch: moment.epoch, seq: moment.seq };
  const key = JSON.stringify([customer, asOf]);
  const [held, setHeld] = useState<Held | null>(null);
  const [failed, setFailed] = useState<{ readonly key: string; readonly message: string } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(held);
  latest.current = held;
  useRepeated(`${attempt} ${key}`, asOf !== undefined, async (signal) => {
    try {
      const head = await fetchCustomer({ customer, ...(asOf && { asOf }) }, signal);
      const known = latest.current?.key === key ? latest.current : null;
      if (known !== null && known.head.events === head.events) setHeld({ ...known, head });
      else {
        const asked = { where: { customer: [customer] }, asOf: head.asOf, limit: PAGE };
        const { records, next } = await fetchNewest(asked, known?.records.length ?? 0, signal);
        setHeld({ key, head, records, next });
      }
      setFailed(null);
    } catch (cause) {
      if (!signal.aborted) setFailed({ key, message: messageOf(cause) });
    }
  });

  const current = held?.key === key ? held : null;
  const error = failed?.key === key ? failed.message : null;
  const next = current?.next ?? null;
  const more = useCallback(() => {
    const before = latest.current;
    if (before?.next == null) return;
    const asked = { where: { customer: [before.head.customer] }, asOf: before.head.asOf, limit: PAGE, before: before.next };
    fetchRecords(asked, new AbortController().signal).then(
      (page) => setHeld((now) => extended(now, page, before.next)),
      (cause: unknown) => setFailed({ key: before.key, message: messageOf(cause) }),
    );
  }, []);
  return {
    head: current?.head ?? null,
    records: current?.records ?? [],
    status: error === null ? (current === null ? 'loading' : 'live') : error.startsWith('customer:') ? 'unknown' : 'error',
    error,
    more: next === null ? null : more,
    retry: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

function extended(held: Held | null, { records, next }: RecordsAnswer, after: string | null): Held | null {
  return held === null || held.next !== after ? held : { ...held, records: [...held.records, ...records], next };
}
