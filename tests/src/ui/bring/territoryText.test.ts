import { expect, it } from 'vitest';
import { territoryText } from '../../../../src/ui/bring/territoryText.ts';

it('a file of territories that is too large is refused before it is read', async () => {
  const large = { size: 17 * 1024 * 1024, arrayBuffer: () => Promise.reject(new Error('read')), slice: () => large } as unknown as Blob;
  await expect(territoryText(large)).rejects.toThrow('The file is larger than 16 MiB. Simplify its outlines, then bring it again.');
  expect(await territoryText(new Blob(['{}']))).toBe('{}');
});
