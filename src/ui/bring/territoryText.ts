import { say } from '../../model/language.ts';
import { MAX_TERRITORY_BYTES } from '../../protocol/territories.ts';
import { BRING_TEXTS } from './bringTexts.ts';
import { wholeText } from './chunk.ts';

/** The text of a file of territories. Throws in the reader's language where it is larger than is kept, and does not read it: it may be larger than the page. */
export async function territoryText(file: Blob): Promise<string> {
  if (file.size > MAX_TERRITORY_BYTES) throw new Error(say(BRING_TEXTS).tooLarge(String(MAX_TERRITORY_BYTES / 1024 / 1024)));
  return wholeText(file);
}
