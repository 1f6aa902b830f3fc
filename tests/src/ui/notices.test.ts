/** What the chips say of amounts without a rate is so: a rate that is written later changes nothing that is there. */
import { expect, it } from 'vitest';
import { NOTICE_TEXTS } from '../../../src/ui/top/noticeTexts.ts';

it('tells for which amounts a rate counts, in every language', () => {
  const told = Object.values(NOTICE_TEXTS).map(
    ({ unconvertedNote }) => /next start|próximo início|nächsten Start/.exec(unconvertedNote('EUR'))?.[0],
  );
  expect(told).toEqual(['next start', 'próximo início', 'nächsten Start']);
});
