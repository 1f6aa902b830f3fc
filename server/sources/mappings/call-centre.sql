-- PhoneNow call centre, first quarter of 2021, naive local time: every call is a contact.opened when it comes in;
-- an answered one also a contact.closed when it ends (duration_s is the talk, wait_s the wait before it) and, where the caller rated it,
-- a survey.answered (csat5). A call that nobody answered stays open (answered = false). There are no customers and no places.
WITH calls AS (
  SELECT
    *,
    "Date"::DATE + "Time"::TIME AS begins,
    "Answered (Y/N)" = 'Y' AS answered,
    "Speed of answer in seconds"::INTEGER AS wait_s,
    epoch("AvgTalkDuration"::INTERVAL)::INTEGER AS talk_s
  FROM read_csv($dir || '/call_center.csv.gz', header = true, all_varchar = true)
), events AS (
  SELECT 'opened' AS step, 'contact.opened' AS kind, begins AS happened, * FROM calls
  UNION ALL BY NAME
  SELECT 'closed' AS step, 'contact.closed' AS kind, begins + to_seconds(wait_s + talk_s) AS happened, * FROM calls WHERE answered
  UNION ALL BY NAME
  SELECT 'rated' AS step, 'survey.answered' AS kind, begins + to_seconds(wait_s + talk_s) AS happened, * FROM calls WHERE "Satisfaction rating" IS NOT NULL
)
SELECT
  "Call Id" || '/' || step AS id,
  'call-centre' AS source,
  'io.orrery.' || kind AS type,
  happened AS time,
  "Call Id" AS contact,
  'call' AS channel,
  "Topic" AS reason,
  "Agent" AS agent,
  answered,
  wait_s,
  CASE step WHEN 'closed' THEN talk_s END AS duration_s,
  CASE step WHEN 'closed' THEN "Resolved" = 'Y' END AS resolved,
  CASE step WHEN 'rated' THEN "Satisfaction rating"::INTEGER END AS score,
  CASE step WHEN 'rated' THEN 'csat5' END AS scale
FROM events
