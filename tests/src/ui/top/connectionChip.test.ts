import { expect, it } from 'vitest';
import { OLD_MS } from '../../../../src/live/connection.ts';
import { freshText } from '../../../../src/ui/top/ConnectionChip.tsx';

it('events that have ended go until the day that the workspace had then, as its timeline says', () => {
  const newestMs = Date.parse('2018-10-18T01:30:00Z');
  const until = (timezone: string) => freshText(OLD_MS + 1, newestMs, timezone);
  expect([until('UTC'), until('America/Sao_Paulo')]).toEqual(['events until 18 Oct 2018', 'events until 17 Oct 2018']);
});
