/** The pictures of one company: what they are called, and which key shows each. */
import type { Command } from './commands.ts';
import { say, texts } from './language.ts';
import { PICTURES, type Picture, type ViewState } from './viewState.ts';

const TEXTS = texts({
  en: {
    note: (key: string) => `picture · key ${key}`,
    names: { map: 'Map', ecosystem: 'Ecosystem', segments: 'Segments' } as Readonly<Record<string, string>>,
  },
  pt: {
    note: (key: string) => `imagem · tecla ${key}`,
    names: { map: 'Mapa', ecosystem: 'Ecossistema', segments: 'Segmentos' } as Readonly<Record<string, string>>,
  },
  de: {
    note: (key: string) => `Bild · Taste ${key}`,
    names: { map: 'Karte', ecosystem: 'Ökosystem', segments: 'Segmente' } as Readonly<Record<string, string>>,
  },
});

/** What a picture is called. */
export function pictureName(picture: Picture): string {
  return say(TEXTS).names[picture] ?? picture;
}

/** The picture that a key shows: 1 the first, and so on; null for other keys. */
export function pictureOfKey(key: string): Picture | null {
  return /^[1-9]$/.test(key) ? (PICTURES[Number(key) - 1] ?? null) : null;
}

/** Shows a picture; whatever else the view says stays, so that the same selection is seen in it. */
export function showPicture(view: ViewState, picture: Picture): ViewState {
  return view.picture === picture ? view : { ...view, picture };
}

/** Each picture as a command of the palette. */
export function pictureCommands(): readonly Command[] {
  return PICTURES.map((picture, at) => ({
    id: `action picture ${picture}`,
    group: 'actions',
    label: pictureName(picture),
    note: say(TEXTS).note(String(at + 1)),
    apply: (view) => showPicture(view, picture),
  }));
}
