/** What a wall writes at a node of which it is not told everything. */
import { expect, it } from 'vitest';
import type { EcosystemNode } from '../../../../src/model/ecosystem/ecosystem.ts';
import { nodeName, nodeWords } from '../../../../src/model/ecosystem/ecosystemWords.ts';
import { OTHER } from '../../../../src/model/ecosystem/seats.ts';

it('counts those that are folded together as numbers are written', () => {
  expect([nodeName(OTHER, '1', undefined), nodeName(OTHER, '1838', undefined)]).toEqual(['1 other', '1,838 others']);
});

it('names no money where there may be little money that is not told, and says elsewhere that there is none', () => {
  const node: EcosystemNode = {
    ...{ events: 40, orders: 2, revenue: 0, risk: 0, satisfied: 30, answers: 40 },
    ...{ key: '1 segment New', rank: 1, name: 'New', values: [], isOther: false, before: null },
  };
  const words = (isBare: boolean) => nodeWords(node, 'USD', 1, { turn: null, silence: '', amountChange: '', isBare });
  expect(words(true)).toMatchObject({ amount: '', spoken: 'New, 75 % satisfied' });
  expect(words(false).amount).toBe('$0');
  const sold = nodeWords({ ...node, revenue: 500 }, 'USD', 1, { turn: null, silence: '', amountChange: '', isBare: true });
  expect(sold.amount).toBe('$500');
});
