import { Repeat, StepBack } from 'lucide-react';
import { expect, test } from 'vitest';
import { isSame } from '../../../../src/ui/controls/still.tsx';

const press = () => {};
const props = () => ({
  label: 'Speed: 8×',
  picks: [
    { id: '1', label: '1×' },
    { id: '8', label: '8×', note: 'a day a step' },
  ],
  onPick: press,
  children: (
    <span className="speed">
      8× <Repeat aria-hidden />
    </span>
  ),
});

test('a control that says the same is the same, though its lists and icons are new', () => {
  expect(isSame(props(), props())).toBe(true);
});

test('another word, choice, icon or handler anywhere in it is another control', () => {
  const changes = [
    { label: 'Speed: 4×' },
    { picks: props().picks.slice(1) },
    { picks: [...props().picks.slice(0, 1), { id: '8', label: '8×' }] },
    { onPick: () => {} },
    { children: <StepBack /> },
    { children: <span className="speed">8×</span> },
    { children: <b className="speed">8×</b> },
    { children: null },
    { disabled: undefined },
  ];
  for (const change of changes) {
    expect(isSame(props(), { ...props(), ...change })).toBe(false);
    expect(isSame({ ...props(), ...change }, props())).toBe(false);
  }
});

test('what can change without being seen to is never the same', () => {
  expect(isSame(new Map([[1, 2]]), new Map([[1, 2]]))).toBe(false);
  expect(isSame(new Date(0), new Date(0))).toBe(false);
  expect(isSame(new Set([1]), new Set([1]))).toBe(false);
});
