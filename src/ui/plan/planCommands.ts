import type { Command } from '../../model/commands.ts';
import { say } from '../../model/language.ts';
import { PLAN_CHOICES, toggleSide } from '../../model/viewState.ts';
import { PLAN_TEXTS } from './planTexts.ts';

/** What the palette offers of plans. */
export function planCommands(): readonly Command[] {
  const words = say(PLAN_TEXTS).commands;
  const line = (id: keyof typeof words, apply: Command['apply']): Command => ({
    ...{ id: `plan ${id}`, group: 'actions', label: words[id][0] ?? id, note: words[id][1] ?? '' },
    apply,
  });
  return [line('panel', (view) => toggleSide(view, 'plan')), ...PLAN_CHOICES.map((plan) => line(plan, (view) => ({ ...view, plan })))];
}
