import { useProgrammes } from '../../live/useProgrammes.ts';
import type { Command } from '../../model/commands.ts';
import { chooseDrawn, toRule } from '../../model/landscape/choosing.ts';
import { ruleName } from '../../model/landscape/segmentWords.ts';
import { NAMED_SEGMENTS } from '../../protocol/people.ts';
import { segmentsWords } from './segmentsTexts.ts';

/** Every segment, named and saved, as a command that chooses its people alone. */
export function useSegmentCommands(): readonly Command[] {
  const saved = useProgrammes((state) => state.segments);
  const words = segmentsWords();
  return [...NAMED_SEGMENTS, ...saved.map(({ rule }) => rule)].map((rule) => ({
    id: `segment ${rule}`,
    group: 'filters',
    label: ruleName(rule, saved),
    note: words.note,
    apply: (view) => {
      const read = toRule(rule);
      return read === null ? view : chooseDrawn(view, read, false);
    },
  }));
}
