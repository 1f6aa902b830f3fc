import type { Command } from '../../model/commands.ts';
import { say, texts } from '../../model/language.ts';
import { takeAreaTool, toDrawOn } from './areaStore.ts';

const TEXTS = texts({
  en: ['Choose places on the map', 'draw an area; everything follows'],
  pt: ['Escolher lugares no mapa', 'desenhe uma área; tudo acompanha'],
  de: ['Orte auf der Karte wählen', 'eine Fläche zeichnen; alles folgt'],
});

/** The name of the tool in the reader's language. */
export function areaToolName(): string {
  return say(TEXTS)[0] ?? '';
}

/** The line of the palette that takes the tool up. */
export function areaCommand(): Command {
  return {
    id: 'action area',
    group: 'actions',
    label: areaToolName(),
    note: say(TEXTS)[1] ?? '',
    apply: toDrawOn,
    act: () => takeAreaTool(true),
  };
}
