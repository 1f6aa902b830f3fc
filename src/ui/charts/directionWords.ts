/** What an arrow beside a figure says to those who do not see it. */
import type { Delta } from '../../model/kpi.ts';
import { say, texts } from '../../model/language.ts';

const TEXTS = texts<Readonly<Record<Delta['direction'], string>>>({
  en: { up: 'up', down: 'down', same: 'the same' },
  pt: { up: 'sobe', down: 'desce', same: 'igual' },
  de: { up: 'gestiegen', down: 'gefallen', same: 'gleich' },
});

export function directionText(direction: Delta['direction']): string {
  return say(TEXTS)[direction];
}
