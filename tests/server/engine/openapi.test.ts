/** The description of the interface holds together. */
import { expect, it } from 'vitest';
import { describeInterface } from '../../../server/engine/openapi.ts';

it('describes every shape that it names', () => {
  const text = JSON.stringify(describeInterface());
  const document = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
  const named = new Set(Array.from(text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g), ([, name]) => name));
  expect([...named].sort()).toEqual(Object.keys(document.components.schemas).sort());
  expect(text).not.toContain('$schema":"http://');
});
