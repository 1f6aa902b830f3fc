-- Tweets to US airlines, February 2015: every tweet is one post.published with its labelled sentiment and, where negative, the reason.
-- 155 rows repeat a tweet with another label: the label with a gold answer, then the surest one, is taken.
-- The author's name is personal: only a hash of it is the subject. Coordinates [0.0, 0.0] are no place; the place that authors
-- write into their profile is free text and is sent as the city.
SELECT
  tweet_id AS id,
  'twitter' AS source,
  'io.orrery.post.published' AS type,
  strptime(tweet_created, '%Y-%m-%d %H:%M:%S %z') AS time,
  left(sha256('twitter/' || name), 20) AS subject,
  'social' AS channel,
  airline AS brand,
  text,
  negativereason AS reason,
  airline_sentiment AS sentiment,
  TRY_CAST(airline_sentiment_confidence AS DOUBLE) AS sentiment_confidence,
  TRY_CAST(retweet_count AS INTEGER) AS retweets,
  CASE WHEN tweet_coord <> '[0.0, 0.0]' THEN TRY_CAST(regexp_extract(tweet_coord, '\[(.*), (.*)\]', 1) AS DOUBLE) END AS lat,
  CASE WHEN tweet_coord <> '[0.0, 0.0]' THEN TRY_CAST(regexp_extract(tweet_coord, '\[(.*), (.*)\]', 2) AS DOUBLE) END AS lon,
  trim(tweet_location) AS city
FROM read_csv($dir || '/Tweets.csv.gz', header = true, all_varchar = true)
QUALIFY row_number() OVER (
  PARTITION BY tweet_id
  ORDER BY airline_sentiment_gold IS NULL, airline_sentiment_confidence DESC, airline_sentiment, negativereason, tweet_coord
) = 1
