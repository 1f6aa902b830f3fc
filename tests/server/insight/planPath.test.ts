/** Plans on their way from what is sent to answers: they count as events and as nothing else, and outlive the archive. */
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { openWholePath, type WholePath } from '../wholePath.ts';

const SETTINGS = { ...DEFAULT_SETTINGS, metrics: [{ id: 'margin', fold: 'sum', field: 'value', unit: 'EUR' }] as const };
const NOW_MS = Date.UTC(2026, 10, 22);
let path: WholePath;
afterEach(() => path.close());

const event = (id: string, type: string, data: object, envelope: object = {}) => ({
  ...{ specversion: '1.0', source: 'planning', id, type: `io.orrery.${type}`, time: '2026-11-02T00:00:00Z' },
  ...{ data, ...envelope },
});
const PLAN = { metric: 'revenue', period: '2026-11', value: 300, country: 'BR', segment: 'Loyal', category: 'Coffee' };

describe.each(['json', 'ndjson'] as const)('plans sent as %s', (format) => {
  it('are kept beside refused neighbours, and count as events alone', async () => {
    path = await openWholePath(SETTINGS, NOW_MS);
    const sent = [
      event('1', 'target.set', PLAN),
      event('2', 'target.set', { ...PLAN, period: 'soon' }),
      event('3', 'order.completed', { amount: 7, currency: DEFAULT_SETTINGS.currency, country: 'BR', value: 2 }, { subject: 'c' }),
      event('4', 'forecast.set', { ...PLAN, score: 5, scale: 'csat5' }),
      event('5', 'forecast.set', { ...PLAN, value: '0.0001' }),
    ];
    const { accepted, rejected } = path.append(sent, format);
    expect([accepted, rejected.map(({ index, field }) => [index, field])]).toEqual([
      3,
      [
        [1, 'data.period'],
        [3, 'data.score'],
      ],
    ]);
    const metrics = ['events', 'revenue', 'orders', 'units', 'customers', 'responses', 'contacts', 'margin', 'csat'];
    const counted = [3, 7, 1, 1, 1, 0, 0, 2, null, 0, null, null];
    expect((await path.ask({ metrics })).rows).toEqual([counted]);
    const { table } = await path.view({ metrics });
    expect(table.values.map(([value]) => (Number.isNaN(value) ? null : value))).toEqual(counted);
    await path.restart({ losesArchive: true });
    expect((await path.ask({ metrics })).rows).toEqual([counted]);
    const planned = await path.plan({ metric: 'revenue', kind: 'target', groupBy: ['country'] });
    expect(planned.groups).toMatchObject([{ ids: ['BR'], toEnd: 290, from: 'children' }]);
    expect((await path.plan({ metric: 'revenue', kind: 'forecast', groupBy: ['category'] })).known).toEqual([
      { kind: 'target', metric: 'revenue', plans: 1 },
      { kind: 'forecast', metric: 'revenue', plans: 1 },
    ]);
  });
});

it('a plan is no sign of when something happened: neither the extent of the data nor their newest event is its time', async () => {
  path = await openWholePath(SETTINGS, NOW_MS);
  const [ordered, plannedFor] = ['2018-09-01T10:00:00Z', '2026-11-02T00:00:00Z'];
  path.append(
    [
      event('1', 'target.set', PLAN, { time: plannedFor }),
      event('2', 'order.completed', { amount: 7, currency: DEFAULT_SETTINGS.currency }, { subject: 'c', time: ordered }),
      event('3', 'forecast.set', PLAN, { time: '1999-01-01T00:00:00Z' }),
      event('4', 'target.set', { ...PLAN, value: 400 }, { time: undefined }),
    ],
    'json',
  );
  const told = async () => {
    await path.ask({ metrics: ['events'] });
    const { from, to } = (await path.core.catalog()).extent;
    return [from, to, path.core.state().newestEventMs].map((instant) => new Date(instant ?? 0).toISOString());
  };
  const happened = new Date(ordered).toISOString();
  expect(await told()).toEqual([happened, happened, happened]);
  await path.restart({ losesArchive: false });
  expect(await told()).toEqual([happened, happened, happened]);
});
