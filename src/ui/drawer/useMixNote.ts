import { metricOf, useCatalog } from '../catalogContext.ts';
import { useView } from '../viewStore.ts';

/** What the two numbers of a bar are: `revenue · satisfied`. */
export function useMixNote(): string {
  const { height, colour } = useView();
  const catalog = useCatalog();
  const labels = [height, colour].map((id) => metricOf(catalog, id).label.toLowerCase());
  return [...new Set(labels)].join(' · ');
}
