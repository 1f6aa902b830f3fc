-- CFPB: every complaint of a consumer about a bank is one contact: contact.closed, or contact.opened while the answer is in progress.
-- The file has no date of closing: the time is that of receipt. A complaint counts as resolved when it was answered in time and not disputed.
-- The company is the brand, the kind of product the category; zips are partly masked (770XX) and are sent as they are. There are no customers.
-- The first two lines of the file are left over from an archive program and are skipped.
SELECT
  "Complaint ID" AS id,
  'cfpb' AS source,
  CASE "Company response to consumer" WHEN 'In progress' THEN 'io.orrery.contact.opened' ELSE 'io.orrery.contact.closed' END AS type,
  "Date received"::DATE AS time,
  "Complaint ID" AS contact,
  'US' AS country,
  "State" AS region,
  "ZIP code" AS postal_code,
  "Sub-product" AS product,
  "Product" AS category,
  "Company" AS brand,
  CASE "Submitted via"
    WHEN 'Web' THEN 'web' WHEN 'Phone' THEN 'call' WHEN 'Email' THEN 'email'
    WHEN 'Postal mail' THEN 'mail' WHEN 'Fax' THEN 'mail' WHEN 'Referral' THEN 'partner'
  END AS channel,
  "Submitted via" AS submitted_via,
  "Issue" AS reason,
  "Sub-issue" AS sub_reason,
  "Consumer complaint narrative" AS text,
  CASE WHEN "Company response to consumer" <> 'In progress'
    THEN "Company response to consumer" <> 'Untimely response' AND coalesce("Consumer disputed?", '') <> 'Yes' END AS resolved,
  "Company response to consumer" AS response,
  "Company public response" AS public_response,
  "Timely response?" = 'Yes' AS timely,
  "Consumer disputed?" AS disputed,
  "Tags" AS tags
FROM read_csv($dir || '/complaints_sample.csv.gz', skip = 2, header = true, all_varchar = true)
