/** Regions where a language of the page is spoken, as they are called there: answers name them in English. */
import { say, texts } from './language.ts';

const NAMES = texts<Readonly<Record<string, string>>>({
  en: {},
  pt: { 'BR-DF': 'Distrito Federal', 'PT-11': 'Lisboa', 'PT-20': 'Açores' },
  de: {
    ...{
      'DE-BY': 'Bayern',
      'DE-HE': 'Hessen',
      'DE-MV': 'Mecklenburg-Vorpommern',
      'DE-NI': 'Niedersachsen',
      'DE-NW': 'Nordrhein-Westfalen',
    },
    ...{ 'DE-RP': 'Rheinland-Pfalz', 'DE-SN': 'Sachsen', 'DE-ST': 'Sachsen-Anhalt', 'DE-TH': 'Thüringen' },
    ...{ 'AT-2': 'Kärnten', 'AT-3': 'Niederösterreich', 'AT-4': 'Oberösterreich', 'AT-6': 'Steiermark', 'AT-7': 'Tirol', 'AT-9': 'Wien' },
    ...{ 'CH-FR': 'Freiburg', 'CH-GE': 'Genf', 'CH-GR': 'Graubünden', 'CH-LU': 'Luzern', 'CH-NE': 'Neuenburg', 'CH-TI': 'Tessin' },
    ...{ 'CH-VD': 'Waadt', 'CH-VS': 'Wallis', 'LU-L': 'Luxemburg' },
  },
});

/** The name of a region (ISO 3166-2) in the reader's language; undefined where only the answer knows it. */
export function regionName(id: string): string | undefined {
  const names = say(NAMES);
  return Object.hasOwn(names, id) ? names[id] : undefined;
}
