/** Where the focus is when what stood beside the picture closes. */
import { beforeEach, expect, it } from 'vitest';
import { createFocusBack } from '../../../../src/ui/controls/useFocusBack.ts';

const body = { name: 'body' } as unknown as Element;
let page: { activeElement: Element | null; readonly body: Element };

function button(): Element {
  const one = { focus: () => (page.activeElement = one) } as unknown as Element;
  return one;
}

beforeEach(() => {
  page = { activeElement: body, body };
});

it('is where the panel was opened, when that closes with the focus in it', () => {
  const [opener, follow] = [button(), createFocusBack(page)];
  page.activeElement = opener;
  follow(true);
  // Its own button was pressed, and went with it.
  page.activeElement = body;
  follow(false);
  expect(page.activeElement).toBe(opener);
});

it('stays where it is when the panel is closed from elsewhere, or was there from the beginning', () => {
  const [opener, other, follow] = [button(), button(), createFocusBack(page)];
  follow(false);
  page.activeElement = opener;
  follow(true);
  page.activeElement = other;
  follow(false);
  expect(page.activeElement).toBe(other);
  page.activeElement = body;
  follow(false);
  expect(page.activeElement).toBe(body);
});
