/** The ecosystem in the command palette: lay it flat, open what is shown into what it consists of. */
import type { Command } from '../../model/commands.ts';
import { enterNode } from '../../model/ecosystem/choosing.ts';
import { rankName } from '../../model/ecosystem/ecosystemWords.ts';
import { homeOf, homesOf, withRank } from '../../model/ecosystem/homeRanks.ts';
import { RANKS } from '../../model/ecosystem/ranks.ts';
import { say, texts } from '../../model/language.ts';
import { isFlat, toggleFlat, type ViewState } from '../../model/viewState.ts';
import { isCalm } from '../calm.ts';
import { ecosystemStore } from './ecosystemStore.ts';

const TEXTS = texts({
  en: {
    flat: 'Ecosystem flat',
    deep: 'Ecosystem in space',
    note: 'key F',
    ecosystem: 'ecosystem',
    open: (name: string) => `Open ${name}`,
    opens: 'what it consists of',
    orbits: ['far', 'middle', 'near'],
    orbit: (name: string, orbit: string) => `${name} on the ${orbit} orbit`,
  },
  pt: {
    flat: 'Ecossistema plano',
    deep: 'Ecossistema no espaço',
    note: 'tecla F',
    ecosystem: 'ecossistema',
    open: (name: string) => `Abrir ${name}`,
    opens: 'o que o compõe',
    orbits: ['distante', 'do meio', 'próxima'],
    orbit: (name: string, orbit: string) => `${name} na órbita ${orbit}`,
  },
  de: {
    flat: 'Ökosystem flach',
    deep: 'Ökosystem im Raum',
    note: 'Taste F',
    ecosystem: 'Ökosystem',
    open: (name: string) => `${name} öffnen`,
    opens: 'woraus es besteht',
    orbits: ['fernen', 'mittleren', 'nahen'],
    orbit: (name: string, orbit: string) => `${name} auf der ${orbit} Umlaufbahn`,
  },
});

/** Nothing while another picture is shown. `known`: the dimensions of the catalog. */
export function ecosystemCommands(view: ViewState, known: readonly { readonly id: string }[]): readonly Command[] {
  if (view.picture !== 'ecosystem') return [];
  const words = say(TEXTS);
  const flat: Command = {
    id: 'action flat',
    group: 'actions',
    label: isFlat(view, isCalm()) ? words.deep : words.flat,
    note: words.note,
    apply: (before) => toggleFlat(before, isCalm()),
  };
  const nodes = ecosystemStore.getState().shown?.ecosystem.nodes ?? [];
  const open = nodes.flatMap((node): Command[] =>
    enterNode(view, node, known) === view
      ? []
      : [
          {
            id: `action open ${node.key}`,
            group: 'actions',
            label: words.open(node.name),
            note: words.opens,
            apply: (before) => enterNode(before, node, known),
          },
        ],
  );
  const home = homeOf(view);
  const orbits = RANKS.flatMap((rank) =>
    homesOf(rank, known).flatMap((id): Command[] => {
      const label = words.orbit(rankName(id), words.orbits[rank] ?? '');
      return home[rank] === id
        ? []
        : [
            {
              id: `action orbit ${rank} ${id}`,
              group: 'actions',
              label,
              note: words.ecosystem,
              apply: (before) => withRank(before, rank, id),
            },
          ];
    }),
  );
  return [flat, ...orbits, ...open];
}
