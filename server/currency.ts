/** The reporting currency of a workspace that declares none: the importers may declare it before the first event is kept. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readSettingsJson } from './settings.ts';
import { readShape } from './shape.ts';

const Body = z.strictObject({
  currency: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code of three letters, such as "EUR"'),
});

/** Whether the settings in `dir` leave the reporting currency open. Rates are given in it: where there are some, it is known to whoever wrote them. */
export function isCurrencyOpen(dir: string): boolean {
  return !existsSync(join(dir, 'rates.csv')) && !('currency' in readSettings(dir));
}

/** Writes the currency into `dir/orrery.json`, beside what stands there. Returns the undo. */
export function declareCurrency(dir: string, currency: string): () => void {
  const file = join(dir, 'orrery.json');
  const before = existsSync(file) ? readFileSync(file) : null;
  writeWhole(file, `${JSON.stringify({ currency, ...readSettings(dir) }, null, 2)}\n`);
  return () => (before === null ? rmSync(file, { force: true }) : writeWhole(file, before));
}

function writeWhole(file: string, content: string | Buffer): void {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

/** Adds `POST /v1/currency`: `{declared}` says whether it was taken; a workspace that has events or a declared currency keeps its own. */
export function registerCurrencyRoute(server: FastifyInstance, takeCurrency: (currency: string) => Promise<boolean>): void {
  server.post('/v1/currency', async (request) => {
    const { currency } = readShape(Body, request.body, 'invalid_parameter');
    return { declared: await takeCurrency(currency) };
  });
}

function readSettings(dir: string): Readonly<Record<string, unknown>> {
  return readSettingsJson(join(dir, 'orrery.json')) as Readonly<Record<string, unknown>>;
}
