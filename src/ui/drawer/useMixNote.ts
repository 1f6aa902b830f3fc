import { inSentence } from '../../model/language.ts';
import { isMeasured } from '../../model/rows.ts';
import type { AnswerTable } from '../../protocol/table.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useView } from '../viewStore.ts';

/** What the two numbers of a bar are: `revenue · satisfied`; the first alone where no row has the other. */
export function useMixNote(table: AnswerTable | null): string {
  const { height, colour } = useView();
  const catalog = useCatalog();
  const labels = [height, ...(table === null || isMeasured(table, colour) ? [colour] : [])].map((id) =>
    inSentence(metricOf(catalog, id).label),
  );
  return [...new Set(labels)].join(' · ');
}
