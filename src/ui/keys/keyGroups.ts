/** The keys of the page and what they do. A part that listens to a key adds its line here, in every language. */
import { texts } from '../../model/language.ts';

interface KeyGroup {
  readonly title: string;
  /** Keys, parted by spaces where several are meant or pressed together, and what they do. */
  readonly keys: readonly (readonly [keys: string, does: string])[];
}

export const KEY_GROUPS = texts<readonly KeyGroup[]>({
  en: [
    {
      title: 'On the map',
      keys: [
        ['← → ↑ ↓', 'to the next place in that direction'],
        ['Home', 'to the largest place'],
        ['Enter', 'into the selected place'],
        ['Esc', 'one step out'],
        ['Shift ← → ↑ ↓', 'turn and tilt'],
        ['+ −', 'nearer, farther'],
      ],
    },
    {
      title: 'Everywhere',
      keys: [
        ['Ctrl K', 'find anything'],
        ['1 2 3', 'map, ecosystem, segments'],
        ['T', 'the table of the picture'],
        ['F', 'the ecosystem flat, and back'],
        ['R', 'the columns as a ranked list, and back'],
        ['X', 'see through to what stands behind'],
        ['L', 'choose places: draw an area on the map'],
        ['M', 'to the map'],
        ['N', 'a note about the selected place'],
        ['B', 'add the present view to a tour'],
        ['Ctrl Z', 'take the latest step back'],
        ['Ctrl Shift Z', 'do it again'],
        ['?', 'this sheet'],
      ],
    },
  ],
  pt: [
    {
      title: 'No mapa',
      keys: [
        ['← → ↑ ↓', 'para o próximo lugar nessa direção'],
        ['Home', 'para o maior lugar'],
        ['Enter', 'entrar no lugar selecionado'],
        ['Esc', 'um passo para fora'],
        ['Shift ← → ↑ ↓', 'girar e inclinar'],
        ['+ −', 'mais perto, mais longe'],
      ],
    },
    {
      title: 'Em toda parte',
      keys: [
        ['Ctrl K', 'encontrar qualquer coisa'],
        ['1 2 3', 'mapa, ecossistema, segmentos'],
        ['T', 'a tabela da imagem'],
        ['F', 'o ecossistema plano, e de volta'],
        ['R', 'as colunas como lista por posição, e de volta'],
        ['X', 'ver através até o que está atrás'],
        ['L', 'escolher lugares: desenhar uma área no mapa'],
        ['M', 'para o mapa'],
        ['N', 'uma nota sobre o lugar selecionado'],
        ['B', 'adicionar a visão atual a um roteiro'],
        ['Ctrl Z', 'desfazer o último passo'],
        ['Ctrl Shift Z', 'refazer'],
        ['?', 'esta folha'],
      ],
    },
  ],
  de: [
    {
      title: 'Auf der Karte',
      keys: [
        ['← → ↑ ↓', 'zum nächsten Ort in dieser Richtung'],
        ['Pos1', 'zum größten Ort'],
        ['Eingabe', 'in den gewählten Ort hinein'],
        ['Esc', 'einen Schritt hinaus'],
        ['Umschalt ← → ↑ ↓', 'drehen und neigen'],
        ['+ −', 'näher, weiter weg'],
      ],
    },
    {
      title: 'Überall',
      keys: [
        ['Strg K', 'alles finden'],
        ['1 2 3', 'Karte, Ökosystem, Segmente'],
        ['T', 'die Tabelle zum Bild'],
        ['F', 'das Ökosystem flach, und zurück'],
        ['R', 'die Säulen als Rangliste, und zurück'],
        ['X', 'durchsehen zu dem, was dahinter steht'],
        ['L', 'Orte wählen: eine Fläche auf der Karte zeichnen'],
        ['M', 'zur Karte'],
        ['N', 'eine Notiz zum gewählten Ort'],
        ['B', 'die jetzige Ansicht einem Rundgang hinzufügen'],
        ['Strg Z', 'den letzten Schritt zurücknehmen'],
        ['Strg Umschalt Z', 'ihn wiederholen'],
        ['?', 'diese Übersicht'],
      ],
    },
  ],
});
