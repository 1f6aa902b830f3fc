-- Web behaviour from two sites.
-- (a) A site's log of 1997 to 1999, naive local time: every click is a page.viewed with its page, but the page of search results is a
--     product.searched, and the beginning and end of a session are session.started and session.ended. The cookie is the customer.
-- (b) Sessions of another shop ("Online Shoppers Purchasing Intention"): one session.summarized each, with what was seen and whether it bought.
--     It knows the month alone: the time is the first of that month in 2017, an arbitrary year. Its region is an anonymous code, no place.
--     Equal rows are real sessions: they are numbered among their equals.
WITH clicks AS (
  SELECT * FROM read_csv($dir || '/clickstream_1999.csv.gz', delim = ';', header = true, all_varchar = true)
), sessions AS (
  SELECT s.*, md5(s::VARCHAR) AS fingerprint
  FROM read_csv($dir || '/online_shoppers_intention.csv.gz', header = true, all_varchar = true) AS s
)
SELECT
  concat_ws('/', "COOKIE", "Date", "Time", "Click_order", "Webpage") AS id,
  'clickstream' AS source,
  CASE "Webpage"
    WHEN 'result' THEN 'io.orrery.product.searched'
    WHEN 'start_session' THEN 'io.orrery.session.started'
    WHEN 'end_session' THEN 'io.orrery.session.ended'
    ELSE 'io.orrery.page.viewed'
  END AS type,
  "Date"::DATE + "Time"::TIME AS time,
  "COOKIE" AS subject,
  'web' AS channel,
  "Webpage" AS page,
  "Click_order"::INTEGER AS click
FROM clicks
UNION ALL BY NAME
SELECT
  fingerprint || '/' || row_number() OVER (PARTITION BY fingerprint) AS id,
  'online-shoppers' AS source,
  'io.orrery.session.summarized' AS type,
  strptime('2017 ' || left("Month", 3), '%Y %b') AS time,
  'web' AS channel,
  "Revenue" IN ('1', 'TRUE') AS bought,
  "VisitorType" AS visitor,
  "Weekend" = 'TRUE' AS weekend,
  "Region" AS region_code,
  "TrafficType" AS traffic,
  "Administrative"::INTEGER + "Informational"::INTEGER + "ProductRelated"::INTEGER AS pages,
  "ProductRelated"::INTEGER AS product_pages,
  "Administrative_Duration"::DOUBLE + "Informational_Duration"::DOUBLE + "ProductRelated_Duration"::DOUBLE AS duration_s,
  "BounceRates"::DOUBLE AS bounce_rate,
  "ExitRates"::DOUBLE AS exit_rate,
  "PageValues"::DOUBLE AS page_value,
  "SpecialDay"::DOUBLE AS special_day
FROM sessions
