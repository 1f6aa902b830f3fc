/** What is said of an import at its end. */
import { say } from '../../model/language.ts';
import { BRING_TEXTS } from './bringTexts.ts';
import type { Tally } from './runImport.ts';
import type { ImportRun } from './useImport.ts';

/** Whether nothing that was read is held now. */
export function hasNone({ accepted, duplicates, rejected }: Tally): boolean {
  return rejected > 0 && accepted + duplicates === 0;
}

export function endedText({ stage, tally, problem }: Pick<ImportRun, 'stage' | 'tally' | 'problem'>): string {
  const words = say(BRING_TEXTS);
  if (stage === 'refused') return words.refused(problem);
  if (stage === 'stopped') return words.stopped;
  return hasNone(tally) ? words.noneTaken : words.done;
}
