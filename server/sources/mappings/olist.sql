-- Olist: Brazilian orders 2016-18 in BRL, at naive local time (import with --timezone America/Sao_Paulo).
--   profile.updated   every person once, at the first order (the file's customer_id belongs to one order; the person is customer_unique_id)
--   order.placed      every order with its status, payment and what it cost to send
--   order.completed   every line of an order that has items, whatever its status; amount is the price, freight is own data
--   order.shipped     when the parcel left, order.delivered when it arrived; `delivery` says whether it came 'on time' or 'late'
--   survey.answered   every review as csat5 with its words; a review id may stand for several orders, so both make the id
-- Places: prefix of the postal code, city and state of the customer, and the middle of the prefix's known coordinates (29 orders have none).
-- Origins: city and state of the line's seller, and the middle of its prefix's coordinates, so that flows go from seller to buyer.
-- The marketing leads are about sellers, not customers, and are left out.
WITH orders AS (
  SELECT
    o.order_id, o.order_status AS status,
    o.order_purchase_timestamp AS purchased, o.order_delivered_carrier_date AS shipped, o.order_delivered_customer_date AS delivered,
    CASE WHEN o.order_delivered_customer_date > o.order_estimated_delivery_date THEN 'late'
      WHEN o.order_delivered_customer_date IS NOT NULL THEN 'on time' END AS delivery,
    c.customer_unique_id AS person, c.customer_zip_code_prefix AS prefix, c.customer_city AS city, c.customer_state AS state
  FROM read_csv($dir || '/olist_orders_dataset.csv.gz', header = true) AS o
  JOIN read_csv($dir || '/olist_customers_dataset.csv.gz', header = true, all_varchar = true) AS c USING (customer_id)
), coordinates AS (
  SELECT prefix, median(lat) AS lat, median(lon) AS lon
  FROM (
    SELECT lpad(geolocation_zip_code_prefix, 5, '0') AS prefix, geolocation_lat::DOUBLE AS lat, geolocation_lng::DOUBLE AS lon
    FROM read_csv($dir || '/olist_geolocation_dataset.csv.gz', header = true, all_varchar = true)
    UNION ALL
    SELECT lpad(geolocation_zip_code_prefix, 5, '0') AS prefix, geolocation_lat::DOUBLE AS lat, geolocation_lng::DOUBLE AS lon
    FROM read_csv($dir || '/full_zip_prefix_geolocation_dedup.csv.gz', header = true, all_varchar = true)
  )
  -- Brazil's bounding box: two points of the file lie elsewhere.
  WHERE lat BETWEEN -34 AND 6 AND lon BETWEEN -74 AND -32
  GROUP BY prefix
), placed AS (
  SELECT orders.*, round(coordinates.lat, 5) AS lat, round(coordinates.lon, 5) AS lon
  FROM orders LEFT JOIN coordinates USING (prefix)
), payments AS (
  SELECT order_id, arg_max(payment_type, (payment_value, payment_type)) AS payment, sum(payment_value) AS paid, max(payment_installments) AS installments
  FROM read_csv($dir || '/olist_order_payments_dataset.csv.gz', header = true, types = {'payment_value': 'DECIMAL(12, 2)'})
  GROUP BY order_id
), items AS (
  SELECT
    i.order_id, i.order_item_id, i.price, i.freight_value, i.seller_id, i.product_id,
    upper(left(named, 1)) || replace(substr(named, 2), '_', ' ') AS category
  FROM read_csv($dir || '/olist_order_items_dataset.csv.gz', header = true, types = {'price': 'DECIMAL(12, 2)', 'freight_value': 'DECIMAL(12, 2)'}) AS i
  LEFT JOIN read_csv($dir || '/olist_products_dataset.csv.gz', header = true, all_varchar = true) AS p USING (product_id)
  LEFT JOIN read_csv($dir || '/product_category_name_translation.csv.gz', header = true, all_varchar = true) AS t USING (product_category_name)
  CROSS JOIN LATERAL (SELECT coalesce(t.product_category_name_english, p.product_category_name) AS named)
), sellers AS (
  SELECT seller_id, any_value(city) AS seller_city, any_value(state) AS seller_state, any_value(round(lat, 5)) AS seller_lat, any_value(round(lon, 5)) AS seller_lon
  FROM (
    SELECT seller_id, seller_zip_code_prefix AS prefix, seller_city AS city, seller_state AS state
    FROM read_csv($dir || '/olist_sellers_dataset.csv.gz', header = true, all_varchar = true)
    UNION ALL
    SELECT seller_id, seller_zip_code_prefix AS prefix, seller_city AS city, seller_state AS state
    FROM read_csv($dir || '/full_olist_sellers_dataset.csv.gz', header = true, all_varchar = true)
  ) LEFT JOIN coordinates USING (prefix)
  GROUP BY seller_id
), reviews AS (
  SELECT *, nullif(concat_ws(E'\n', trim(review_comment_title), trim(review_comment_message)), '') AS words
  FROM read_csv($dir || '/olist_order_reviews_dataset.csv.gz', header = true, types = {'review_comment_title': 'VARCHAR', 'review_comment_message': 'VARCHAR'})
), events AS (
  SELECT 1 AS step, 'profile/' || person AS id, 'profile.updated' AS kind, purchased AS time, person, prefix, city, state, lat, lon
  FROM placed QUALIFY row_number() OVER (PARTITION BY person ORDER BY purchased, order_id) = 1
  UNION ALL BY NAME
  SELECT 2 AS step, 'placed/' || order_id AS id, 'order.placed' AS kind, purchased AS time, person, prefix, city, state, lat, lon,
    order_id AS "order", status, payment, paid, installments
  FROM placed LEFT JOIN payments USING (order_id)
  UNION ALL BY NAME
  SELECT 3 AS step, 'item/' || order_id || '/' || order_item_id AS id, 'order.completed' AS kind, purchased AS time, person, prefix, city, state, lat, lon,
    order_id AS "order", status, delivery, product_id AS product, category, price AS amount, 'BRL' AS currency, freight_value AS freight, seller_id AS seller,
    if(seller_state IS NULL, NULL, 'BR') AS origin_country, 'BR-' || seller_state AS origin_region, seller_city AS origin_city, seller_lat AS origin_lat, seller_lon AS origin_lon
  FROM placed JOIN items USING (order_id) LEFT JOIN sellers USING (seller_id)
  UNION ALL BY NAME
  SELECT 4 AS step, 'shipped/' || order_id AS id, 'order.shipped' AS kind, shipped AS time, person, prefix, city, state, lat, lon, order_id AS "order"
  FROM placed WHERE shipped IS NOT NULL
  UNION ALL BY NAME
  SELECT 5 AS step, 'delivered/' || order_id AS id, 'order.delivered' AS kind, delivered AS time, person, prefix, city, state, lat, lon,
    order_id AS "order", delivery, date_diff('day', purchased, delivered) AS delivery_days
  FROM placed WHERE delivered IS NOT NULL
  UNION ALL BY NAME
  SELECT 6 AS step, 'review/' || review_id || '/' || order_id AS id, 'survey.answered' AS kind, review_answer_timestamp AS time,
    person, prefix, city, state, lat, lon, order_id AS "order", status, delivery, review_score AS score, 'csat5' AS scale, 'email' AS channel, words AS text
  FROM placed JOIN reviews USING (order_id)
)
SELECT
  * EXCLUDE (step, kind, person, prefix, state),
  'olist' AS source,
  'io.orrery.' || kind AS type,
  person AS subject,
  'BR' AS country,
  'BR-' || state AS region,
  prefix AS postal_code
FROM events
ORDER BY step, time, id
