import type { Library } from './library.ts';

/** The library of whichever workspace is present: listeners stay, and are told when another one takes its place. */
export function followLibrary(present: () => Library): Library & { switched(): void } {
  const listeners = new Set<(version: number) => void>();
  const tell = (version: number) => {
    for (const listener of listeners) listener(version);
  };
  let stop = present().onChange(tell);
  return {
    version: () => present().version(),
    notes: (scope) => present().notes(scope),
    addNote: (asked, scope) => present().addNote(asked, scope),
    editNote: (id, asked, scope) => present().editNote(id, asked, scope),
    deleteNote: (id, version, scope) => present().deleteNote(id, version, scope),
    views: (scope) => present().views(scope),
    addView: (asked, scope) => present().addView(asked, scope),
    editView: (id, asked, scope) => present().editView(id, asked, scope),
    deleteView: (id, version, scope) => present().deleteView(id, version, scope),
    programmes: (kind, scope) => present().programmes(kind, scope),
    addProgramme: (kind, asked, scope) => present().addProgramme(kind, asked, scope),
    editProgramme: (kind, id, asked, scope) => present().editProgramme(kind, id, asked, scope),
    deleteProgramme: (kind, id, version, scope) => present().deleteProgramme(kind, id, version, scope),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => present().close(),
    switched() {
      stop();
      stop = present().onChange(tell);
      tell(present().version());
    },
  };
}
