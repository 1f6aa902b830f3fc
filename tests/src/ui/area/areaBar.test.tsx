/** The bar of the tool that draws an area: what a finger is told, and what Escape leaves. */
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';
import { followEscapeKey, Said } from '../../../../src/ui/area/AreaBar.tsx';
import styles from '../../../../src/ui/area/area.module.css';
import { areaStore, takeAreaTool } from '../../../../src/ui/area/areaStore.ts';

afterEach(() => takeAreaTool(false));

it('says to fingers, too, that nothing lies in an area or that it is kept: only how keys go about it is left out there', () => {
  const hint = 'Drag around places';
  expect(renderToStaticMarkup(<Said text="" hint={hint} />)).toContain(`class="${styles.hint}"`);
  const said = renderToStaticMarkup(<Said text="Nothing lies in it" hint={hint} />);
  expect(said).toContain('Nothing lies in it');
  expect(said).not.toContain(String(styles.hint));
  expect(said).not.toContain(hint);
});

it('lays the tool down by Escape, after the line that is being drawn; not while letters are composed, or where a form has taken it', () => {
  const page = new EventTarget();
  const stop = followEscapeKey(page);
  const press = (part: object = {}) =>
    page.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key: 'Escape', isComposing: false, ...part }));
  takeAreaTool(true);
  areaStore.setState({ draft: { level: 'region', values: ['BR-SP'], way: 'alone', step: 'drawing', corners: null } });
  press({ isComposing: true });
  expect(areaStore.getState().draft).not.toBeNull();
  press();
  expect(areaStore.getState()).toMatchObject({ isOn: true, draft: null });
  press({ isComposing: true });
  expect(areaStore.getState().isOn).toBe(true);
  press();
  expect(areaStore.getState().isOn).toBe(false);
  stop();
});
