/** A workspace that declares no currency takes that of its first import, where all of its amounts are in one. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { isCurrencyOpen } from '../../currency.ts';
import type { Mapping } from './mapping.ts';
import { onlyValue } from './rows.ts';

/** Declares the currency of the import's amounts as the workspace's; the currency when that was done, else null. */
export async function settleCurrency(options: {
  readonly connection: DuckDBConnection;
  readonly mapping: Mapping;
  readonly dataDir: string;
  readonly url: string;
}): Promise<string | null> {
  const { connection, mapping, dataDir, url } = options;
  const names = new Set(mapping.columns.map(({ name }) => name));
  if (!names.has('amount') || !names.has('currency') || !isCurrencyOpen(dataDir)) return null;
  const currency = await onlyValue(connection, mapping, { of: 'currency', where: 'amount' });
  if (currency === null || !/^[A-Za-z]{3}$/.test(currency)) return null;
  const response = await fetch(`${url}/v1/currency`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ currency }),
  });
  if (!response.ok) throw new Error(`the server took no currency (${response.status}): ${await response.text()}`);
  const { declared } = (await response.json()) as { declared: boolean };
  return declared ? currency.toUpperCase() : null;
}
