/** One is one in every language, and what an arrow says is in the reader's. */
import { afterEach, expect, it } from 'vitest';
import { type Language, say, setLanguage } from '../../../src/model/language.ts';
import { AREA_TEXTS } from '../../../src/ui/area/areaTexts.ts';
import { directionText } from '../../../src/ui/charts/directionWords.ts';
import { drawerWords } from '../../../src/ui/drawer/drawerTexts.ts';
import { WHY_TEXTS } from '../../../src/ui/drawer/why/whyTexts.ts';
import { restsText } from '../../../src/ui/freshness/freshnessTexts.ts';
import { personWords } from '../../../src/ui/person/personTexts.ts';
import { recordsWords } from '../../../src/ui/records/recordsTexts.ts';
import { freshText } from '../../../src/ui/top/ConnectionChip.tsx';

afterEach(() => setLanguage('en'));

const SAID: Readonly<Record<Language, readonly string[]>> = {
  en: ['1 answer', '1,200 answers', '5: 1 answer, 3 %', '1 event', '2 events', '1 score and 0 orders over time', '1 new'],
  pt: ['1 resposta', '1.200 respostas', '5: 1 resposta, 3%', '1 evento', '2 eventos', '1 nota e 0 pedidos ao longo do tempo', '1 novo'],
  de: [
    ...['1 Antwort', '1.200 Antworten', '5: 1 Antwort, 3 %', '1 Ereignis', '2 Ereignisse'],
    ...['1 Bewertung und 0 Bestellungen im Lauf der Zeit', '1 neu'],
  ],
};

it.each(['en', 'pt', 'de'] as const)('counts one as one: %s', (language) => {
  setLanguage(language);
  const [drawer, person] = [drawerWords(), personWords()];
  const share = language === 'pt' ? '3%' : '3 %';
  const said = [drawer.answers(1), drawer.answers(1200), drawer.bar('5', 1, share), person.events(1), person.events(2)];
  expect([...said, person.chartSaid(1, 0), recordsWords().fresh(1)]).toEqual(SAID[language]);
});

it('counts places in words that stand in their plain form, and says how old the newest event is', () => {
  setLanguage('de');
  expect(say(AREA_TEXTS).count('5', '40', 'Länder')).toBe('Länder: 5 von 40');
  setLanguage('pt');
  expect(say(AREA_TEXTS).count('5', '40', 'Países')).toBe('5 de 40 Países');
  expect(freshText(240_000, 1, 'UTC')).toBe('atraso de 4 min');
  expect(restsText(0.32, 'shop, pos')).toBe('32% depende de shop, pos, em atraso');
});

it('says an arrow in the language of the page', () => {
  const said = (['en', 'pt', 'de'] as const).map((language) => {
    setLanguage(language);
    return (['up', 'down', 'same'] as const).map(directionText);
  });
  expect(said).toEqual([
    ['up', 'down', 'the same'],
    ['sobe', 'desce', 'igual'],
    ['gestiegen', 'gefallen', 'gleich'],
  ]);
});

it('says of how many values and dimensions a change was told', () => {
  const said = (['en', 'pt', 'de'] as const).map((language) => {
    setLanguage(language);
    const { tested, others } = say(WHY_TEXTS);
    return [tested(1250, 1), tested(1, 2)].map((text) => text.split('. ')[0]).concat(others(1250));
  });
  expect(said).toEqual([
    ['1,250 values of 1 dimension were looked at', '1 value of 2 dimensions was looked at', '1,250 others'],
    ['1.250 valores de 1 dimensão foram examinados', '1 valor de 2 dimensões foi examinado', '1.250 outros'],
    ['1.250 Werte aus 1 Dimension wurden geprüft', '1 Wert aus 2 Dimensionen wurde geprüft', '1.250 weitere'],
  ]);
});
