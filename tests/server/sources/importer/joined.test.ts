import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/sources/simulator/random.ts';
import { createFolder, sentBy } from './mappingRun.ts';

const LINES = 3_000;
const CITIES = ['Lyon', 'Recife', "L'Aquila", '大阪'];
const folder = createFolder();
const random = createRandom(12);
const lines = Array.from({ length: LINES }, (_, line) => ({
  line,
  order: Math.floor(line / 3),
  customer: random.int(1, 200),
  sku: `P${random.int(1, 40)}`,
  cents: random.int(1, 99_999),
  pieces: random.int(1, 5),
}));

const MAPPING = `
-- Orders from a CSV file, customers from Parquet, products from JSON: three exports of one made-up shop.
WITH orders AS (SELECT * FROM read_csv($dir || '/orders.csv', types = {'price': 'DECIMAL(12, 2)'})),
  customers AS (SELECT * FROM read_parquet($dir || '/customers.parquet')),
  products AS (SELECT * FROM read_json($dir || '/products.json'))
SELECT
  'l' || line AS id, 'shop' AS source, 'io.orrery.order.completed' AS type, bought AS time, 'c' || customer AS subject,
  "order", products.title AS product, products.meta.category AS category, products.tags AS tags,
  customers.city, customers.score AS points, pieces AS quantity, price * pieces AS amount, 'EUR' AS currency
FROM orders LEFT JOIN customers USING (customer) LEFT JOIN products USING (sku)
ORDER BY line;
`;

beforeAll(async () => {
  const rows = lines.map(({ line, order, customer, sku, cents, pieces }) =>
    [line, order, customer, sku, (cents / 100).toFixed(2), pieces, `2024-${String(1 + (line % 12)).padStart(2, '0')}-15 08:30:00`].join(
      ';',
    ),
  );
  folder.write('orders.csv', ['line;order;customer;sku;price;pieces;bought', ...rows].join('\r\n'));
  // Product 40 is missing, so that its lines come without one.
  const products = Array.from({ length: 39 }, (_, at) => ({
    sku: `P${at + 1}`,
    title: `Thing "${at + 1}"`,
    meta: { category: `K${at % 5}` },
    tags: ['a', `b${at}`],
  }));
  folder.write('products.json', JSON.stringify(products));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const cities = CITIES.map((city) => `'${city.replaceAll("'", "''")}'`).join(', ');
  await connection.run(
    `COPY (SELECT i::BIGINT AS customer, [${cities}][1 + i % 4] AS city, i / 4.0 AS score FROM range(1, 181) t(i)) TO '${folder.dir}/customers.parquet'`,
  );
  connection.closeSync();
  instance.closeSync();
});
afterAll(() => folder.remove());

describe('a mapping of its own over joined CSV, Parquet and JSON', () => {
  it('gives every line exactly, joined, with the times of its zone', async () => {
    const events = await sentBy({ path: folder.write('shop.sql', MAPPING), dir: folder.dir, timezone: 'America/New_York' });
    expect(events).toHaveLength(LINES);
    expect(events).toEqual(lines.map(expected));
  });
});

function expected({ line, order, customer, sku, cents, pieces }: (typeof lines)[number]): object {
  const month = 1 + (line % 12);
  const product = Number(sku.slice(1));
  const total = cents * pieces;
  return {
    specversion: '1.0',
    id: `l${line}`,
    source: 'shop',
    type: 'io.orrery.order.completed',
    // Summer time rules from the second Sunday of March to the first of November.
    time: `2024-${String(month).padStart(2, '0')}-15T${month >= 3 && month <= 10 ? 12 : 13}:30:00.000Z`,
    subject: `c${customer}`,
    data: {
      order: String(order),
      ...(product <= 39 ? { product: `Thing "${product}"`, category: `K${(product - 1) % 5}`, tags: ['a', `b${product - 1}`] } : {}),
      ...(customer <= 180 ? { city: CITIES[customer % 4], points: customer / 4 } : {}),
      quantity: pieces,
      amount: `${Math.floor(total / 100)}.${String(total % 100).padStart(2, '0')}`,
      currency: 'EUR',
    },
  };
}
