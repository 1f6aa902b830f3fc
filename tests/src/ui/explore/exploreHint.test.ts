import { afterEach, expect, it } from 'vitest';
import { LANGUAGES, setLanguage } from '../../../../src/model/language.ts';
import { exploreHint } from '../../../../src/ui/explore/Explore.tsx';

afterEach(() => setLanguage('en'));

it('tells a finger what a finger can do: it has no Shift, and what it draws moves the panel', () => {
  for (const language of LANGUAGES) {
    setLanguage(language);
    expect(exploreHint('CSAT', false)).toMatch(/Shift|Umschalt/);
    expect(exploreHint('CSAT', true)).toMatch(/^CSAT /);
    expect(exploreHint('CSAT', true)).not.toMatch(/Shift|Umschalt|draw|arrast|Ziehen|[Cc]lick|Klick|Clique/);
    expect(exploreHint('CSAT', true)).toMatch(/Filter|Filtrar|Filtern/);
  }
});
