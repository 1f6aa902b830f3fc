/** Which segment a customer is in: that of the latest `profile.updated` that names one, in log order. */
import { type Event, EventType } from '../../src/protocol/event.ts';

export type ProfileSegment = readonly [subject: string, segment: string];

export interface Segments {
  /** The segment of an event, its own before its customer's; remembers what a profile says. */
  resolve(event: Event): string | null;
  /** What a profile says. */
  set(subject: string, segment: string): void;
  /** The segment of a customer by what profiles have said until now. */
  of(subject: string): string | null;
  /** Whether no profile has said anything yet: then no customer has a segment. */
  isEmpty(): boolean;
  /** What profiles have set since the last cut. */
  cut(): readonly ProfileSegment[];
  /** Makes everything since the last `keep` or `undo` lasting, after a commit. */
  keep(): void;
  /** Takes it back, after a failed commit. */
  undo(): void;
  restore(entries: Iterable<ProfileSegment>): void;
  /** Forgets everything, to be restored anew. */
  clear(): void;
}

export function createSegments(): Segments {
  const lasting = new Map<string, string>();
  const fresh = new Map<string, string>();
  const sinceCut = new Map<string, string>();
  const restore = (entries: Iterable<ProfileSegment>): void => {
    for (const [subject, segment] of entries) lasting.set(subject, segment);
  };
  const undo = (): void => {
    fresh.clear();
    sinceCut.clear();
  };
  const of = (subject: string): string | null => fresh.get(subject) ?? lasting.get(subject) ?? null;
  const set = (subject: string, segment: string): void => {
    fresh.set(subject, segment);
    sinceCut.set(subject, segment);
  };
  return {
    set,
    of,
    isEmpty: () => lasting.size === 0 && fresh.size === 0,
    resolve: ({ type, subject, data }) => {
      const own = data.segment ?? null;
      if (subject === null) return own;
      if (own !== null && type === EventType.profileUpdated) set(subject, own);
      return own ?? of(subject);
    },
    cut: () => {
      const changes = [...sinceCut];
      sinceCut.clear();
      return changes;
    },
    keep: () => {
      restore(fresh);
      undo();
    },
    undo,
    restore,
    clear: () => {
      lasting.clear();
      undo();
    },
  };
}
