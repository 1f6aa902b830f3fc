/** Which Escape leads out of the view. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followEscape } from '../../../src/app/useEscape.ts';

let page: EventTarget;
let isOpen: boolean;
let left: number;
let stop: () => void;

beforeEach(() => {
  page = new EventTarget();
  [isOpen, left] = [false, 0];
  stop = followEscape(
    page,
    () => isOpen,
    () => {
      left++;
    },
  );
});

afterEach(() => stop());

function press(how: { readonly key?: string; readonly isComposing?: boolean } = {}): void {
  page.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key: 'Escape', isComposing: false, ...how }));
}

it('leads out by Escape alone', () => {
  press({ key: 'Enter' });
  expect(left).toBe(0);
  press();
  expect(left).toBe(1);
  stop();
  press();
  expect(left).toBe(1);
});

it('leaves the first Escape to a popup, also to one that is gone once it has heard of it', () => {
  isOpen = true;
  const close = () => {
    isOpen = false;
  };
  // As a popup does: after the page has seen it, before the page acts.
  page.addEventListener('keydown', close, { capture: true });
  press();
  expect(left).toBe(0);
  press();
  expect(left).toBe(1);
});

it('leaves an Escape to what has taken it: a field that takes back what was typed, a line that is being drawn', () => {
  stop();
  const take = (event: Event) => event.preventDefault();
  page.addEventListener('keydown', take);
  stop = followEscape(
    page,
    () => isOpen,
    () => {
      left++;
    },
  );
  press();
  expect(left).toBe(0);
  page.removeEventListener('keydown', take);
  press();
  expect(left).toBe(1);
});

it('leaves an Escape to an input method that takes back what is being composed', () => {
  press({ isComposing: true });
  expect(left).toBe(0);
});
