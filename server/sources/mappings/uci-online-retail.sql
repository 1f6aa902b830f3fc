-- UCI Online Retail II, 2009-10: a British shop's invoice lines in GBP, at naive local time (import with --timezone Europe/London).
--   invoice C..., quantity below 0   order.refunded, with the positive amount
--   invoice A..., C with quantity > 0 account.adjusted (bad debt and other bookkeeping), with the signed amount
--   price 0 and no customer          stock.adjusted (damaged, missing, found), without amount
--   all others                       order.completed, amount = price x quantity
-- In pounds, revenue (gross, as everywhere) is 10,305,892.02 and refunds are 630,228.94. The plain sum of all lines with a quantity above 0 is
-- 10,169,713.57: it takes the four lines of bookkeeping in, three bad debts (-136,552.02) and invoice C496350 (373.57), which nobody bought.
-- Revenue - refunds + bookkeeping = 9,539,484.63, the sum of every line. What the shop itself invoiced as a line and took back as one stays so,
-- also where it is no goods: postage, manual entries, Amazon's fee, bank charges; the filter by product sets them apart.
-- Equal rows are real lines: they are numbered among their equals, so that every id is unique and a second import changes nothing.
WITH lines AS (
  SELECT
    *,
    row_number() OVER (PARTITION BY "Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country") AS number,
    CASE
      WHEN "Price" = 0 AND "Customer ID" IS NULL THEN 'stock.adjusted'
      WHEN "Invoice" LIKE 'A%' OR ("Invoice" LIKE 'C%' AND "Quantity" >= 0) THEN 'account.adjusted'
      WHEN "Quantity" < 0 THEN 'order.refunded'
      ELSE 'order.completed'
    END AS kind
  FROM read_csv($dir || '/online_retail_2009-2010.csv.gz', header = true, columns = {
    'Invoice': 'VARCHAR', 'StockCode': 'VARCHAR', 'Description': 'VARCHAR', 'Quantity': 'INTEGER', 'InvoiceDate': 'TIMESTAMP',
    'Price': 'DECIMAL(12, 3)', 'Customer ID': 'VARCHAR', 'Country': 'VARCHAR'
  })
)
SELECT
  concat_ws('/', "Invoice", "StockCode", "Quantity", "Price", left(md5(concat_ws('|', "InvoiceDate", "Description", "Customer ID", "Country")), 6), number) AS id,
  'uci-online-retail' AS source,
  'io.orrery.' || kind AS type,
  "InvoiceDate" AS time,
  "Customer ID" AS subject,
  "Country" AS country,
  "Invoice" AS "order",
  coalesce(nullif(trim("Description"), ''), "StockCode") AS product,
  "StockCode" AS stock_code,
  CASE WHEN kind = 'order.refunded' THEN -"Quantity" ELSE "Quantity" END AS quantity,
  CASE kind WHEN 'stock.adjusted' THEN NULL WHEN 'order.refunded' THEN -"Price" * "Quantity" ELSE "Price" * "Quantity" END AS amount,
  CASE WHEN kind <> 'stock.adjusted' THEN 'GBP' END AS currency,
  'web' AS channel
FROM lines
ORDER BY "InvoiceDate"
