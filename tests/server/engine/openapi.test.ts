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

it('tells of every refusal that an asker must be ready for', () => {
  const { paths } = JSON.parse(JSON.stringify(describeInterface())) as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  };
  for (const [path, method, status] of [
    ['/v1/territories/{name}', 'get', '404'],
    ['/v1/territories/{name}', 'delete', '404'],
    ['/v1/query', 'post', '403'],
    ['/v1/plan', 'post', '403'],
  ] as const)
    expect(Object.keys(paths[path]?.[method]?.responses ?? {}), `${method} ${path}`).toContain(status);
});
