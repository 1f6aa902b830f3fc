/** What is answered where there is no such address, or none of that method: an error like every other. */
import type { FastifyInstance } from 'fastify';
import { describeInterface } from './engine/openapi.ts';

/** The addresses are those of the description: 405 names the methods of one that is asked by another. */
export function refuseUnknownAddresses(server: FastifyInstance): void {
  const known = Object.entries(describeInterface().paths as Readonly<Record<string, object>>).map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    methods: Object.keys(methods)
      .filter((method) => method !== 'parameters')
      .map((method) => method.toUpperCase()),
  }));
  server.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const asked = `${request.method} ${path}`;
    const methods = known.find(({ pattern }) => pattern.test(path))?.methods;
    if (methods === undefined || methods.includes(request.method))
      return reply.code(404).send({ error: { code: 'not_found', message: `${asked}: there is no such address; see /v1/openapi.json` } });
    return reply
      .code(405)
      .header('allow', methods.join(', '))
      .send({ error: { code: 'method', message: `${asked}: this address takes ${methods.join(' and ')}; see /v1/openapi.json` } });
  });
}
