import { createStore } from 'zustand/vanilla';
import type { PlaceRef } from '../../model/place.ts';

/** The instant that a note is pinned to, as the clock of its form shows it. */
export interface PinnedTime {
  /** The instant that was looked at, ms. */
  readonly startMs: number;
  /** As {@link toWallClock} writes it; the writer may have set another one. */
  readonly clock: string;
}

interface Writing {
  readonly isWriting: boolean;
  /** What stands in it so far: it outlives the panel, and the look at another place. */
  readonly text: string;
  /** The place (null: the world) that was looked at when its first letter was written: what is written speaks of it. Undefined before. */
  readonly about: PlaceRef | null | undefined;
  /** Null before the first letter, or until the writer sets another one. */
  readonly time: PinnedTime | null;
}

const NOTHING: Writing = { isWriting: false, text: '', about: undefined, time: null };

/** Whether a new note is being written: keys, pins and buttons anywhere on the page begin one. */
export const writingStore = createStore<Writing>(() => NOTHING);

/** Begins one, or goes on; ends it when it was sent or given up. */
export function writeNote(isWriting = true): void {
  writingStore.setState(isWriting ? { isWriting } : NOTHING);
}

/** Keeps the text, and with its first letter what it is about: the place and the time that are looked at. */
export function keepWritten(text: string, looked: { readonly place: PlaceRef | null; readonly time: PinnedTime }): void {
  writingStore.setState(({ about, time }) =>
    text === '' ? { text, about: undefined } : { text, about: about === undefined ? looked.place : about, time: time ?? looked.time },
  );
}

/** Pins what is written to another place. */
export function writeAbout(about: PlaceRef | null): void {
  writingStore.setState({ about });
}

export function keepTime(time: PinnedTime): void {
  writingStore.setState({ time });
}

/** Replies that are being written, by the note that they answer: they outlive the panel, and their thread being resolved by somebody else. */
export const repliesStore = createStore<{ readonly [note: string]: string }>(() => ({}));

/** Keeps what is written of a reply; nothing when it was sent or given up. */
export function keepReply(note: string, text: string): void {
  const { [note]: _, ...others } = repliesStore.getState();
  repliesStore.setState(text === '' ? others : { ...others, [note]: text }, true);
}
