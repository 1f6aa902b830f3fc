import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isCurrencyOpen } from '../../server/currency.ts';
import { parseRates } from '../../server/rates.ts';
import { DEFAULT_SETTINGS, loadSettings, type Settings } from '../../server/settings.ts';

function load(files: { readonly json?: unknown; readonly csv?: string }): Settings {
  const dir = mkdtempSync(join(tmpdir(), 'orrery-settings-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  if (files.json !== undefined)
    writeFileSync(join(dir, 'orrery.json'), typeof files.json === 'string' ? files.json : JSON.stringify(files.json));
  if (files.csv !== undefined) writeFileSync(join(dir, 'rates.csv'), files.csv);
  return loadSettings(dir);
}

describe('orrery.json', () => {
  it('may be absent or empty', () => {
    expect(load({})).toEqual(DEFAULT_SETTINGS);
    expect(load({ json: {} })).toEqual(DEFAULT_SETTINGS);
  });

  it('is told by its name where it is no JSON, at the start as when an import looks which currency it declares', () => {
    const dir = mkdtempSync(join(tmpdir(), 'orrery-settings-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    writeFileSync(join(dir, 'orrery.json'), '{"timezone": "UTC",}');
    for (const look of [loadSettings, isCurrencyOpen]) expect(() => look(dir)).toThrow(`${join(dir, 'orrery.json')}: is not JSON`);
  });

  it('declares currency, time zone, metrics and dimensions', () => {
    const json = {
      currency: 'EUR',
      timezone: 'America/Sao_Paulo',
      metrics: [
        { id: 'profit', sum: 'data.profit', unit: 'EUR' },
        { id: 'delay', mean: 'data.delay days', unit: 'd' },
      ],
      dimensions: ['data.ship_mode'],
    };
    expect(load({ json: `\ufeff${JSON.stringify(json)}` })).toEqual({
      currency: 'EUR',
      timezone: 'America/Sao_Paulo',
      metrics: [
        { id: 'profit', fold: 'sum', field: 'profit', unit: 'EUR' },
        { id: 'delay', fold: 'mean', field: 'delay days', unit: 'd' },
      ],
      dimensions: ['ship_mode'],
      rates: new Map(),
      sources: new Map(),
    });
  });

  it('declares how often sources are heard, by their names as events carry them', () => {
    const sources = [
      { source: ' Sa\u0303o Paulo ', every: 'PT5M' },
      { source: 'till', every: 'P1DT1S' },
    ];
    expect([...load({ json: { sources } }).sources]).toEqual([
      ['S\u00e3o Paulo', 300_000],
      ['till', 86_401_000],
    ]);
  });

  const metric = { id: 'profit', sum: 'data.profit', unit: 'EUR' };
  it.each([
    ['{', /orrery\.json: is not JSON/],
    [[], /orrery\.json: the file:/],
    ['{"currency":"EUR","currency":"USD"}', /orrery\.json: currency: is said twice/],
    [{ currency: 'euro' }, /orrery\.json: currency: must be an ISO 4217 code/],
    [{ timezone: 'Mars/Olympus' }, /timezone: must be an IANA time zone/],
    [{ colour: 'red' }, /colour/],
    [{ metrics: [{ ...metric, id: 'Profit' }] }, /metrics\[0\]\.id: must be lower-case/],
    [{ metrics: [{ ...metric, id: 'revenue' }] }, /metrics\[0\]\.id: is a metric that exists already/],
    [{ metrics: [{ ...metric, id: 'revenue_at_risk' }] }, /metrics\[0\]\.id: is a metric that exists already/],
    [{ metrics: [metric, metric] }, /metrics: has the same id twice/],
    [{ metrics: [{ id: 'profit', unit: 'EUR' }] }, /metrics\[0\]: must have either "sum" or "mean"/],
    [{ metrics: [{ ...metric, mean: 'data.profit' }] }, /metrics\[0\]: must have either "sum" or "mean"/],
    [{ metrics: [{ ...metric, sum: 'profit' }] }, /metrics\[0\]\.sum: must be "data\."/],
    [{ metrics: [{ ...metric, sum: 'data.constructor' }] }, /metrics\[0\]\.sum: is a name that every JSON object/],
    [{ metrics: [{ ...metric, unit: '' }] }, /metrics\[0\]\.unit: must name the unit/],
    [{ dimensions: ['ship_mode'] }, /dimensions\[0\]: must be "data\."/],
    [{ dimensions: ['data.a', 'data.a'] }, /dimensions: has the same name twice/],
    [{ sources: [{ source: 'crm', every: 'P1M' }] }, /sources\[0\]\.every: must be .* weeks, days, hours, minutes and seconds/],
    [{ sources: [{ source: ' ', every: 'PT1H' }] }, /sources\[0\]\.source: must name a source/],
    [{ sources: [' crm', 'crm'].map((source) => ({ source, every: 'PT1H' })) }, /sources: has the same source twice/],
  ])('%j is refused with the field', (json, message) => {
    expect(() => load({ json })).toThrow(message);
  });
});

it.each(['orrery.json', 'rates.csv'])('%s that cannot be read is named', (name) => {
  const dir = mkdtempSync(join(tmpdir(), 'orrery-settings-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, name));
  expect(() => loadSettings(dir)).toThrow(`${join(dir, name)}: cannot be read: EISDIR`);
});

describe('rates.csv', () => {
  it('gives rates by currency, ascending, from midnight in the time zone on', () => {
    const csv = 'date,currency,rate\r\n2024-07-01,usd,0.93\r\n2024-01-01,USD,0.90\n\n2024-01-01,"JPY", 0.0061 \n2024-01-01,EUR,1\n';
    const { rates } = load({ json: { currency: 'EUR', timezone: 'Europe/Berlin' }, csv });
    expect(rates.get('USD')).toEqual([
      { fromMs: Date.UTC(2023, 11, 31, 23), rate: '0.90' },
      { fromMs: Date.UTC(2024, 5, 30, 22), rate: '0.93' },
    ]);
    expect(rates.get('JPY')).toEqual([{ fromMs: Date.UTC(2023, 11, 31, 23), rate: '0.0061' }]);
  });

  it('of many currencies and years are read, which would outlast the patience of the tests if each line were held against all before it', () => {
    const currencies = ['BRL', 'CHF', 'GBP', 'INR', 'JPY', 'USD'];
    const days = Array.from({ length: 45_000 }, (_, day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    const lines = currencies.flatMap((currency) => days.map((day) => `${day},${currency},1.25`));
    const rates = parseRates(['date,currency,rate', ...lines].join('\n'), { file: 'rates.csv', currency: 'EUR', timezone: 'UTC' });
    expect([...rates].map(([currency, known]) => [currency, known.length])).toEqual(currencies.map((currency) => [currency, days.length]));
  });

  it.each([
    ['day,currency,rate\n', /rates\.csv: line 1: must be the header date,currency,rate/],
    ['date,currency,rate\n2024-01-01,USD', /line 2: must have three columns/],
    ['date,currency,rate\n2024-02-30,EUR,1.1', /line 2: date: "2024-02-30" must be a date/],
    ['date,currency,rate\n01/02/2024,EUR,1.1', /line 2: date:/],
    ['date,currency,rate\n\n2024-01-01,EURO,1.1', /line 3: currency: "EURO" must be three letters/],
    ['date,currency,rate\n2024-01-01,EUR,0', /line 2: rate: "0" must be a positive decimal/],
    ['date,currency,rate\n2024-01-01,EUR,-1', /line 2: rate:/],
    ['date,currency,rate\n2024-01-01,USD,1.1', /line 2: rate: USD is the reporting currency/],
    ['date,currency,rate\n2024-01-01,EUR,1.1\n2024-01-01,EUR,1.2', /EUR has two rates/],
  ])('%j is refused with the line', (csv, message) => {
    expect(() => load({ csv })).toThrow(message);
  });
});
