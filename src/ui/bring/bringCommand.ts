import type { Command } from '../../model/commands.ts';
import { say, texts } from '../../model/language.ts';
import { openBring } from './bringStore.ts';

const TEXTS = texts({
  en: { label: 'Bring data', note: 'CSV, Parquet, NDJSON, GeoJSON' },
  pt: { label: 'Trazer dados', note: 'CSV, Parquet, NDJSON, GeoJSON' },
  de: { label: 'Daten mitbringen', note: 'CSV, Parquet, NDJSON, GeoJSON' },
});

/** Opens the sheet for bringing data. */
export function bringCommand(): Command {
  const { label, note } = say(TEXTS);
  return { id: 'action bring', group: 'actions', label, note, apply: (view) => view, act: () => openBring() };
}
