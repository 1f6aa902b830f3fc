import { expect, it } from 'vitest';
import type { MapScene } from '../../../src/map/mapScene.ts';
import { isSameLook, isSameScene } from '../../../src/map/sameScene.ts';

const scene = { theme: 'dark', level: 'country', table: null, padding: { top: 0, right: 0, bottom: 0, left: 0 } } as unknown as MapScene;
/** As the component hands it over: with callbacks, and where the camera stood at load. */
const handed = (changes: object) => ({ ...scene, camera: { zoom: 1 }, onSelect: () => {}, ...changes });

it('what is called back and where the camera stood at load have nothing drawn', () => {
  expect(isSameScene(handed({}), handed({}))).toBe(true);
  expect(isSameScene(handed({}), handed({ camera: { zoom: 2 } }))).toBe(true);
});

it('anything else that is another has the map drawn', () => {
  for (const change of [{ theme: 'light' }, { padding: { ...scene.padding } }, { table: {} }])
    expect(isSameScene(handed({}), handed(change))).toBe(false);
});

it('what grew has just happened in answers of one log to one question, and not where a filter was taken away', () => {
  const answered = (question: string, epoch = 'e') => ({ ...scene, question, table: { asOf: { epoch } } }) as unknown as MapScene;
  expect(isSameLook(answered('{}'), answered('{}'))).toBe(true);
  expect(isSameLook(answered('{"category":["Coffee"]}'), answered('{}'))).toBe(false);
  expect(isSameLook(answered('{}'), answered('{}', 'f'))).toBe(false);
});
