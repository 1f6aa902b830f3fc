/** When a wall that has lost its server heard it last. */
import { expect, it } from 'vitest';
import { heardText } from '../../../../src/model/wall/heardText.ts';

const heard = Date.parse('2026-11-20T20:59:07Z');

it('is a time of today, and has its day after midnight of the workspace', () => {
  expect(heardText(heard, heard + 3 * 3_600_000, 'America/Sao_Paulo')).toBe('17:59:07');
  expect(heardText(heard, heard + 3.5 * 3_600_000, 'UTC')).toBe('20 Nov 2026, 20:59:07');
  expect(heardText(heard, heard + 3 * 86_400_000, 'America/Sao_Paulo')).toBe('20 Nov 2026, 17:59:07');
});
