/** On a phone every button has the size of a thumb, but for those whose place says something, or that share a width. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const css = (path: string) => readFileSync(new URL(`../../../src/${path}`, import.meta.url), 'utf8');
/** What the last rule of a selector says, wherever it stands. */
const ruleOf = (path: string, selector: string) => css(path).split(`${selector} {`).at(-1)?.split('}')[0] ?? '';

it('a pin stands with its point on its place, and no score lies on the next', () => {
  expect(css('app/global.css')).toMatch(/button:not\(\[role="slider"\]\),[^}]*min-width: 4\.4rem;\s*min-height: 4\.4rem;/);
  expect(ruleOf('map/map.css', '.orrery-map .pin')).toMatch(/min-width: 0;\s*min-height: 0;/);
  expect(ruleOf('ui/drawer/drawer.module.css', '.spread .bins button')).toContain('min-width: 0;');
});

it('a row of the table is as high as its buttons: the foot of one is not the arrow of the next', () => {
  const phone = css('ui/table/table.module.css').split('@media (max-width: 700px)')[1] ?? '';
  expect(phone).toMatch(/\.row,[^}]*height: 4\.4rem;/);
  expect(css('ui/table/PlaceTable.tsx')).toContain('const THUMB_HEIGHT = 44;');
});
