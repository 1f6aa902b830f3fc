/** The reader's settings as commands of the palette. */
import type { Command } from '../../model/commands.ts';
import { LANGUAGE_NAMES, LANGUAGES, languageNow, say, texts } from '../../model/language.ts';
import { openKeys } from '../keys/keysStore.ts';
import { choosePatterns, chooseReaderLanguage, readerStore } from './readerStore.ts';

const TEXTS = texts({
  en: { language: 'language', patterns: 'Signs beside colour', on: 'switch on', off: 'switch off', keys: 'Keys', keysNote: 'all of them' },
  pt: { language: 'idioma', patterns: 'Sinais além da cor', on: 'ligar', off: 'desligar', keys: 'Teclas', keysNote: 'todas elas' },
  de: {
    language: 'Sprache',
    patterns: 'Zeichen neben der Farbe',
    on: 'einschalten',
    off: 'ausschalten',
    keys: 'Tasten',
    keysNote: 'alle auf einen Blick',
  },
});

export function readerCommands(): readonly Command[] {
  const words = say(TEXTS);
  const { patterns } = readerStore.getState();
  const action = (id: string, label: string, note: string, act: () => void): Command => ({
    id: `action ${id}`,
    group: 'actions',
    label,
    note,
    apply: (view) => view,
    act,
  });
  const others = LANGUAGES.filter((language) => language !== languageNow());
  return [
    ...others.map((id) => action(`language ${id}`, LANGUAGE_NAMES[id], words.language, () => chooseReaderLanguage(id))),
    action('patterns', words.patterns, patterns ? words.off : words.on, () => choosePatterns(!patterns)),
    action('keys', words.keys, words.keysNote, () => openKeys()),
  ];
}
