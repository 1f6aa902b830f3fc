-- IBM Telco (a fictional Californian company): 7,043 customers, five sheets joined by customer.
--   profile.updated         what is known of the customer; the contract is the segment
--   subscription.started    for everyone
--   subscription.cancelled  for those who left, with the stated reason of the first sheet ("Don't know" is a reason like any other);
--                           a later edition of the data restates 519 of them, which is kept as restated_reason and churn_category
--   survey.answered         the satisfaction score (csat5)
-- The sheets are a snapshot of one third quarter without any date. The times here are derived, and the same at every import: the quarter is
-- taken as that of 2019; who left did so on a day of it that a hash of the customer's id picks; everyone began so many months of tenure before
-- that day or before the quarter's end; the survey is answered on leaving or at the quarter's end.
WITH customers AS (
  SELECT
    status."Customer ID" AS customer, status."Customer Status" AS status, status."Satisfaction Score" AS satisfaction,
    status."CLTV" AS cltv, status."Churn Score" AS churn_score, status."Churn Category" AS churn_category, status."Churn Reason" AS restated_reason,
    first."Churn Reason" AS churn_reason, services.*, location.*, demographics.*
  FROM read_csv($dir || '/telco_status.csv.gz', header = true, all_varchar = true) AS status
  JOIN (
    SELECT "Customer ID", "Contract" AS contract, "Offer" AS offer, "Internet Type" AS internet_type, "Payment Method" AS payment_method,
      "Tenure in Months"::INTEGER AS tenure_months, "Number of Referrals"::INTEGER AS referrals,
      "Monthly Charge" AS monthly_charge, "Total Revenue" AS total_revenue
    FROM read_csv($dir || '/telco_services.csv.gz', header = true, all_varchar = true)
  ) AS services ON services."Customer ID" = status."Customer ID"
  JOIN read_csv($dir || '/telco_location.csv.gz', header = true, all_varchar = true) AS location ON location."Customer ID" = status."Customer ID"
  JOIN (
    SELECT "Customer ID", "Gender" AS gender, "Age"::INTEGER AS age, "Number of Dependents"::INTEGER AS dependents
    FROM read_csv($dir || '/telco_demographics.csv.gz', header = true, all_varchar = true)
  ) AS demographics ON demographics."Customer ID" = status."Customer ID"
  JOIN read_csv($dir || '/Telco_customer_churn_33col.csv.gz', header = true, all_varchar = true) AS first ON first."CustomerID" = status."Customer ID"
), dated AS (
  SELECT
    *,
    CASE WHEN status = 'Churned'
      THEN TIMESTAMP '2019-07-01 12:00:00' + to_days(('0x' || left(md5(customer), 6))::INTEGER % 91)
      ELSE TIMESTAMP '2019-09-30 12:00:00' END AS known_until
  FROM customers
), events AS (
  SELECT 1 AS step, 'profile' AS what, 'profile.updated' AS kind, known_until - to_months(tenure_months) AS time, * FROM dated
  UNION ALL BY NAME
  SELECT 2 AS step, 'start' AS what, 'subscription.started' AS kind, known_until - to_months(tenure_months) AS time, * FROM dated
  UNION ALL BY NAME
  SELECT 3 AS step, 'survey' AS what, 'survey.answered' AS kind, known_until AS time, * FROM dated
  UNION ALL BY NAME
  SELECT 4 AS step, 'end' AS what, 'subscription.cancelled' AS kind, known_until AS time, * FROM dated WHERE status = 'Churned'
)
SELECT
  customer || '/' || what AS id,
  'telco' AS source,
  'io.orrery.' || kind AS type,
  time,
  customer AS subject,
  "Country" AS country,
  "State" AS region,
  "City" AS city,
  "Zip Code" AS postal_code,
  "Latitude" AS lat,
  "Longitude" AS lon,
  contract AS segment,
  CASE what WHEN 'survey' THEN satisfaction END AS score,
  CASE what WHEN 'survey' THEN 'csat5' END AS scale,
  CASE what WHEN 'end' THEN churn_reason END AS reason,
  CASE what WHEN 'end' THEN restated_reason END AS restated_reason,
  CASE what WHEN 'end' THEN churn_category END AS churn_category,
  CASE what WHEN 'profile' THEN status END AS status,
  CASE what WHEN 'profile' THEN gender END AS gender,
  CASE what WHEN 'profile' THEN age END AS age,
  CASE what WHEN 'profile' THEN dependents END AS dependents,
  CASE what WHEN 'profile' THEN tenure_months END AS tenure_months,
  CASE what WHEN 'profile' THEN referrals END AS referrals,
  CASE what WHEN 'profile' THEN offer END AS offer,
  CASE what WHEN 'profile' THEN internet_type END AS internet_type,
  CASE what WHEN 'profile' THEN payment_method END AS payment_method,
  CASE what WHEN 'profile' THEN monthly_charge END AS monthly_charge,
  CASE what WHEN 'profile' THEN total_revenue END AS total_revenue,
  CASE what WHEN 'profile' THEN cltv END AS cltv,
  CASE what WHEN 'profile' THEN churn_score END AS churn_score
FROM events
ORDER BY step, customer
