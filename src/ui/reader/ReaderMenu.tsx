/** Settings of the reader: the language of the page, signs beside colour, and the sheet of keys. */
import { Menu } from '@mantine/core';
import { Check, Settings } from 'lucide-react';
import type { JSX } from 'react';
import { LANGUAGE_NAMES, LANGUAGES, say, texts } from '../../model/language.ts';
import controls from '../controls/controls.module.css';
import { openKeys } from '../keys/keysStore.ts';
import { useChange, useViewPart } from '../viewStore.ts';
import styles from './reader.module.css';
import { choosePatterns, chooseReaderLanguage, useReader } from './readerStore.ts';

const TEXTS = texts({
  en: {
    settings: 'Settings',
    language: 'Language',
    reading: 'Reading',
    patterns: 'Signs beside colour',
    patternsNote: '▲ ▼ mark what is above and below the neutral of the colour',
    light: 'Light theme',
    dark: 'Dark theme',
    keys: 'Keys',
    keysNote: 'Everything by keyboard: press ?',
  },
  pt: {
    settings: 'Configurações',
    language: 'Idioma',
    reading: 'Leitura',
    patterns: 'Sinais além da cor',
    patternsNote: '▲ ▼ marcam o que está acima e abaixo do ponto neutro da cor',
    light: 'Tema claro',
    dark: 'Tema escuro',
    keys: 'Teclas',
    keysNote: 'Tudo pelo teclado: pressione ?',
  },
  de: {
    settings: 'Einstellungen',
    language: 'Sprache',
    reading: 'Lesbarkeit',
    patterns: 'Zeichen neben der Farbe',
    patternsNote: '▲ ▼ zeigen, was über und unter der neutralen Farbe liegt',
    light: 'Helles Erscheinungsbild',
    dark: 'Dunkles Erscheinungsbild',
    keys: 'Tasten',
    keysNote: 'Alles per Tastatur: ? drücken',
  },
});

export function ReaderMenu({ position }: { position: 'right-end' | 'bottom-end' }): JSX.Element {
  const { language, patterns } = useReader();
  const change = useChange();
  const isDark = useViewPart((view) => view.theme === 'dark');
  const words = say(TEXTS);
  return (
    <Menu position={position} loop={false}>
      <Menu.Target>
        <button type="button" className={controls.icon} aria-label={words.settings} title={words.settings}>
          <Settings aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={words.settings}>
        <Menu.Label className={styles.head ?? ''}>{words.language}</Menu.Label>
        {LANGUAGES.map((id) => (
          <Menu.Item
            key={id}
            lang={id}
            aria-current={id === language}
            onClick={() => chooseReaderLanguage(id)}
            rightSection={id === language ? <Check className={controls.check} aria-hidden /> : null}
          >
            {LANGUAGE_NAMES[id]}
          </Menu.Item>
        ))}
        <Menu.Label className={styles.head ?? ''}>{words.reading}</Menu.Label>
        <Menu.Item
          aria-current={patterns}
          onClick={() => choosePatterns(!patterns)}
          rightSection={patterns ? <Check className={controls.check} aria-hidden /> : null}
        >
          {words.patterns}
          <span className={controls.note}>{words.patternsNote}</span>
        </Menu.Item>
        <Menu.Item onClick={() => change((view) => ({ ...view, theme: isDark ? 'light' : 'dark' }))}>
          {isDark ? words.light : words.dark}
        </Menu.Item>
        <Menu.Item onClick={() => openKeys()}>
          {words.keys}
          <span className={controls.note}>{words.keysNote}</span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
