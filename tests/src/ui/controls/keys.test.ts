/** Letters that do something on the page are those that nobody else is meant by. */
import { afterEach, expect, it, vi } from 'vitest';
import { isEscape, isForPage } from '../../../../src/ui/controls/keys.ts';
import { openPalette } from '../../../../src/ui/palette/paletteStore.ts';

class FakeElement {
  readonly field: boolean;
  constructor(field: boolean) {
    this.field = field;
  }
  closest(): FakeElement | null {
    return this.field ? this : null;
  }
}

vi.stubGlobal('Element', FakeElement);
afterEach(() => openPalette(false));

const pressed = (part: Partial<KeyboardEvent> = {}) =>
  ({ ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, target: new FakeElement(false), ...part }) as KeyboardEvent;

it('are not those of a field, with Ctrl, or taken already', () => {
  expect(isForPage(pressed())).toBe(true);
  const field = new FakeElement(true) as unknown as EventTarget;
  for (const part of [{ target: field }, { ctrlKey: true }, { metaKey: true }, { altKey: true }, { defaultPrevented: true }])
    expect(isForPage(pressed(part))).toBe(false);
});

it('are not those that are typed while the palette is still on its way: a name neither begins a note nor adds to a tour', () => {
  openPalette();
  expect(isForPage(pressed())).toBe(false);
});

it('an Escape is the page’s own unless somebody took it, or an input method takes letters back with it', () => {
  const isPages = (part: Partial<KeyboardEvent> = {}) =>
    isEscape({ key: 'Escape', isComposing: false, defaultPrevented: false, ...part } as KeyboardEvent);
  expect([isPages(), isPages({ key: 'Enter' }), isPages({ isComposing: true }), isPages({ defaultPrevented: true })]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
