/** The wall and its remote control as commands: each opens a page of its own. */
import { useMemo } from 'react';
import type { Command } from '../../model/commands.ts';
import { languageNow, say, texts } from '../../model/language.ts';

const TEXTS = texts({
  en: {
    wall: 'Open the wall',
    wallNote: 'full screen, plays by itself',
    remote: 'Remote control of the wall',
    remoteNote: 'pause, step, pin, why',
  },
  pt: {
    wall: 'Abrir o painel',
    wallNote: 'tela cheia, roda sozinho',
    remote: 'Controle remoto do painel',
    remoteNote: 'pausar, avançar, fixar, por quê',
  },
  de: {
    wall: 'Wand öffnen',
    wallNote: 'ganzer Bildschirm, läuft von selbst',
    remote: 'Fernbedienung der Wand',
    remoteNote: 'anhalten, weiter, festhalten, warum',
  },
});

export function useWallCommands(): readonly Command[] {
  const language = languageNow();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words are those of the language
  return useMemo(() => {
    const words = say(TEXTS);
    const open = (id: string, label: string, note: string, address: string): Command => ({
      ...{ id, group: 'tours', label, note, apply: (view) => view },
      act: () => void window.open(address, '_blank', 'noopener'),
    });
    return [open('wall', words.wall, words.wallNote, '/wall'), open('wall remote', words.remote, words.remoteNote, '/wall/remote')];
  }, [language]);
}
