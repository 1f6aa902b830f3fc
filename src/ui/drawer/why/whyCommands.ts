import type { Command } from '../../../model/commands.ts';
import { say } from '../../../model/language.ts';
import { WHY_TEXTS } from './whyTexts.ts';

/** What the palette offers of what moved a figure: the drawer with it, of whatever is shown. */
export function whyCommands(): readonly Command[] {
  const [label = '', note = ''] = say(WHY_TEXTS).command;
  return [
    {
      id: 'why',
      group: 'actions',
      label,
      note,
      apply: (view) => ({ ...view, drawer: 'open', why: { of: 'height', by: null, into: null } }),
    },
  ];
}
