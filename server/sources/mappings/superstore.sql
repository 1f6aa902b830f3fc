-- Superstore: every line of an order is one order.completed, in USD; lines of one order share `order`.
-- Figures stay text as the file has them, so that they are exact. Postal codes get back the zeros that they lost at the front.
-- profit, discount, ship_mode, ship_date, sub_category and sales_region are kept as own data; the customers' names are left out.
SELECT
  'line-' || "Row ID" AS id,
  'superstore' AS source,
  'io.orrery.order.completed' AS type,
  "Order Date"::DATE AS time,
  "Customer ID" AS subject,
  "Country" AS country,
  "State" AS region,
  "City" AS city,
  lpad("Postal Code", 5, '0') AS postal_code,
  "Order ID" AS "order",
  "Product Name" AS product,
  "Category" AS category,
  "Sub-Category" AS sub_category,
  "Segment" AS segment,
  "Quantity" AS quantity,
  "Sales" AS amount,
  'USD' AS currency,
  "Profit" AS profit,
  "Discount" AS discount,
  "Ship Mode" AS ship_mode,
  "Ship Date" AS ship_date,
  "Region" AS sales_region
FROM read_csv($dir || '/superstore_us.csv.gz', all_varchar = true)
