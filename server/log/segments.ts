/** Which segment a customer is in: that of the latest `profile.updated` that names one, in log order. */
import { type Event, EventType } from '../../src/protocol/event.ts';

export type ProfileSegment = readonly [subject: string, segment: string];

export interface Segments {
  /** The segment of an event, its own before its customer's; remembers what a profile says. */
  resolve(event: Event): string | null;
  /** What profiles have set since the last cut. */
  cut(): readonly ProfileSegment[];
  /** Makes everything since the last `keep` or `undo` lasting, after a commit. */
  keep(): void;
  /** Takes it back, after a failed commit. */
  undo(): void;
  restore(entries: Iterable<ProfileSegment>): void;
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
  return {
    resolve: ({ type, subject, data }) => {
      const own = data.segment ?? null;
      if (subject === null) return own;
      if (own !== null && type === EventType.profileUpdated) {
        fresh.set(subject, own);
        sinceCut.set(subject, own);
      }
      return own ?? fresh.get(subject) ?? lasting.get(subject) ?? null;
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
  };
}
