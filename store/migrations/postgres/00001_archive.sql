-- +goose Up
-- Reports as they came; a reading of one report by one version; accounts, one a
-- report's entry; entries, accounts of one thing merged. Days are days since
-- 1970-01-01 (they may be negative), null if unknown. Kinds are 1 event,
-- 2 statement, 3 commitment, 4 stop, 5 relation. Numbers (n) are given in order
-- of arrival and never given twice; nothing that is merged depends on them.
-- A rank is a day and, among those of one day, bits of a hash of the name:
-- an order that does not depend on arrival.

CREATE TABLE report (
  n         BIGINT PRIMARY KEY,
  key       TEXT COLLATE "C" NOT NULL UNIQUE,          -- chancery.Reading.Key
  document  TEXT COLLATE "C" NOT NULL,                 -- sha256:… of the text
  title     TEXT COLLATE "C" NOT NULL,
  source    TEXT COLLATE "C" NOT NULL DEFAULT '',      -- house
  url       TEXT COLLATE "C" NOT NULL DEFAULT '',
  path      TEXT COLLATE "C" NOT NULL DEFAULT '',      -- what was gathered
  day       BIGINT,                       -- of publication
  words     BIGINT NOT NULL,
  entries   BIGINT NOT NULL,              -- accounts of the reading that counts
  version   TEXT COLLATE "C" NOT NULL,                 -- of the reading that counts
  witness   BIGINT NOT NULL,              -- n of the first (day, key) of its copies, its own if it has none
  gathered  BIGINT NOT NULL               -- Unix seconds
);
CREATE INDEX report_day ON report(day, n);
CREATE INDEX report_witness ON report(witness) WHERE witness <> n;
CREATE INDEX report_source ON report(source, day);
CREATE INDEX report_url ON report(url) WHERE url <> '';
CREATE INDEX report_version ON report(version);

CREATE TABLE report_text (
  report BIGINT PRIMARY KEY,
  text   BYTEA NOT NULL                     -- chancery.Document.Text, zstd
);
CREATE TABLE reading (
  report  BIGINT NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  record  BYTEA NOT NULL,                   -- chancery.record/1 before corrections, without the text, zstd
  PRIMARY KEY (report, version)
);
CREATE INDEX reading_version ON reading(version);

-- Near-duplicates: bands of each text's MinHash signature, and the pairs that are
-- copies, each both ways round.
CREATE TABLE band (
  hash BIGINT NOT NULL, rank BIGINT NOT NULL, n BIGINT NOT NULL, -- report
  PRIMARY KEY (hash, rank, n)
);
CREATE TABLE signature (
  report BIGINT PRIMARY KEY,
  hashes BYTEA NOT NULL
);
CREATE TABLE copy (
  a BIGINT NOT NULL, b BIGINT NOT NULL,  -- reports
  PRIMARY KEY (a, b)
);

CREATE TABLE actor (
  n        BIGINT PRIMARY KEY,
  key      TEXT COLLATE "C" NOT NULL UNIQUE,
  name     TEXT COLLATE "C" NOT NULL,                  -- the one that most reports have first
  kind     TEXT COLLATE "C" NOT NULL,
  state    TEXT COLLATE "C" NOT NULL DEFAULT '',
  sector   TEXT COLLATE "C" NOT NULL DEFAULT '',
  wikidata TEXT COLLATE "C" NOT NULL DEFAULT '',
  entries  BIGINT NOT NULL DEFAULT 0      -- that it takes part in
);
CREATE TABLE actor_name (
  folded TEXT COLLATE "C" NOT NULL,                    -- lower case, no marks
  actor  BIGINT NOT NULL,
  name   TEXT COLLATE "C" NOT NULL,
  times  BIGINT NOT NULL,                 -- reports that have it
  leads  BIGINT NOT NULL,                 -- and that name the actor by it first
  PRIMARY KEY (folded, actor, name)
);
CREATE INDEX actor_name_actor ON actor_name(actor, times);
CREATE TABLE actor_role (
  actor BIGINT NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  times BIGINT NOT NULL,                  -- reports
  first_day BIGINT, last_day BIGINT,     -- of the reports
  PRIMARY KEY (actor, title)
);

CREATE TABLE account (
  n      BIGINT PRIMARY KEY,
  id     TEXT COLLATE "C" NOT NULL UNIQUE,
  report BIGINT NOT NULL,
  kind   BIGINT NOT NULL,
  entry  BIGINT NOT NULL,                 -- 0 until settled
  data   BYTEA NOT NULL                     -- chancery.Account as JSON without id, kind, span texts and what report says
);
CREATE INDEX account_report ON account(report);
CREATE INDEX account_entry ON account(entry);

-- Keys under which accounts of one thing meet (package merge), and the pairs that
-- were found to tell of one thing, each both ways round.
CREATE TABLE block (
  hash BIGINT NOT NULL, rank BIGINT NOT NULL, n BIGINT NOT NULL, -- account
  PRIMARY KEY (hash, rank, n)
);
CREATE TABLE link (
  a BIGINT NOT NULL, b BIGINT NOT NULL,  -- accounts
  PRIMARY KEY (a, b)
);

CREATE TABLE entry (
  n           BIGINT PRIMARY KEY,
  id          TEXT COLLATE "C" NOT NULL UNIQUE,        -- of its first account
  kind        BIGINT NOT NULL,
  type        TEXT COLLATE "C" NOT NULL,
  status      TEXT COLLATE "C" NOT NULL,               -- by its life, where it has one
  first_day   BIGINT,                     -- when it was or will be: of commitments the day due
  last_day    BIGINT,
  told_day    BIGINT,                     -- first report
  sort_day    BIGINT NOT NULL,            -- first_day, else told_day, else -1000000
  place       TEXT COLLATE "C" NOT NULL DEFAULT '',    -- folded
  country     TEXT COLLATE "C" NOT NULL DEFAULT '',
  lat         DOUBLE PRECISION, lon DOUBLE PRECISION,
  confidence  DOUBLE PRECISION NOT NULL,
  independent BIGINT NOT NULL,
  told        BIGINT NOT NULL,
  disputed    BIGINT NOT NULL,            -- 1 if so
  corrected   BIGINT NOT NULL,            -- 1 if so
  settled     BIGINT NOT NULL,            -- order in which the archive learned of it
  changed     BIGINT NOT NULL,            -- rises with every change of any entry
  best        BIGINT NOT NULL,            -- report of its most confident account, and the sentence there:
  best_start  BIGINT NOT NULL,            -- code points of the text
  best_end    BIGINT NOT NULL,
  data        BYTEA NOT NULL,               -- chancery.Entry as JSON, without id, kind, accounts, life
  life        BYTEA                         -- {"status": …, "steps": [chancery.Step …]}
);
CREATE INDEX entry_day ON entry(sort_day, n);
CREATE INDEX entry_kind ON entry(kind, sort_day, n);
CREATE INDEX entry_type ON entry(type, sort_day, n);
CREATE INDEX entry_status ON entry(kind, status, sort_day, n);
CREATE INDEX entry_country ON entry(country, sort_day, n) WHERE country <> '';
CREATE INDEX entry_place ON entry(place, sort_day, n) WHERE place <> '';
CREATE INDEX entry_settled ON entry(settled, n);
CREATE INDEX entry_confidence ON entry(confidence, n);
CREATE INDEX entry_independent ON entry(independent, n);
CREATE INDEX entry_disputed ON entry(sort_day, n) WHERE disputed = 1;
CREATE INDEX entry_corrected ON entry(sort_day, n) WHERE corrected = 1;

CREATE TABLE entry_actor (
  actor BIGINT NOT NULL, sort_day BIGINT NOT NULL, entry BIGINT NOT NULL,
  kind BIGINT NOT NULL, side TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (actor, sort_day, entry, side)
);
CREATE INDEX entry_actor_entry ON entry_actor(entry);
CREATE INDEX entry_actor_kind ON entry_actor(actor, kind, sort_day, entry);
CREATE TABLE actor_month (                 -- entries of an actor by month of sort_day: see store/question_tally.go
  actor BIGINT NOT NULL,
  month BIGINT NOT NULL,                  -- since 1970-01; -40000 if undated
  kind BIGINT NOT NULL, count BIGINT NOT NULL,
  PRIMARY KEY (actor, month, kind)
);

CREATE TABLE entry_pair (                  -- states that face each other, a < b
  a TEXT COLLATE "C" NOT NULL, b TEXT COLLATE "C" NOT NULL, sort_day BIGINT NOT NULL, entry BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  PRIMARY KEY (a, b, sort_day, entry)
);
CREATE INDEX entry_pair_entry ON entry_pair(entry);

CREATE TABLE pair_day (                    -- held events between two states by day
  a TEXT COLLATE "C" NOT NULL, b TEXT COLLATE "C" NOT NULL, day BIGINT NOT NULL,
  vc BIGINT NOT NULL, mc BIGINT NOT NULL, vf BIGINT NOT NULL, mf BIGINT NOT NULL,
  weight DOUBLE PRECISION NOT NULL,                    -- sum of confidences
  intensity DOUBLE PRECISION NOT NULL,                 -- sum of confidence times Goldstein-like weight
  PRIMARY KEY (a, b, day)
);

-- Where lives are sought (store/threads.go): what may be an outcome under hashes of
-- its parties, places and words, by the day first told (mark 0), and what has a life
-- by the day first told (mark 1) and by the day due (2), short lives apart (3, 4).
CREATE TABLE thread (
  hash BIGINT NOT NULL, rank BIGINT NOT NULL, mark BIGINT NOT NULL, entry BIGINT NOT NULL,
  PRIMARY KEY (hash, mark, rank, entry)
);
CREATE INDEX thread_entry ON thread(entry);

CREATE TABLE correction (
  id     BIGINT PRIMARY KEY,
  report TEXT COLLATE "C" NOT NULL,                    -- report.key
  kind   BIGINT NOT NULL,
  verdict TEXT COLLATE "C" NOT NULL,
  type   TEXT COLLATE "C" NOT NULL DEFAULT '',
  cue_start BIGINT NOT NULL, cue_end BIGINT NOT NULL, cue_text TEXT COLLATE "C" NOT NULL,
  change BYTEA,
  who    TEXT COLLATE "C" NOT NULL,
  why    TEXT COLLATE "C" NOT NULL DEFAULT '',
  at     BIGINT NOT NULL,                 -- Unix microseconds
  undone BIGINT,
  undoer TEXT COLLATE "C" NOT NULL DEFAULT '',
  pending BIGINT NOT NULL DEFAULT 0       -- 1 if the present reading has no entry that it fits
);
CREATE INDEX correction_report ON correction(report);

-- Work that is begun: reports whose accounts are to be settled, entries whose
-- lives are to be followed, how far a source has been gathered.
CREATE TABLE unsettled (
  report BIGINT PRIMARY KEY,
  fresh  BIGINT NOT NULL                  -- 1 if its accounts were never held against others
);
CREATE TABLE unfollowed (entry BIGINT PRIMARY KEY);
CREATE TABLE unlinked (account BIGINT PRIMARY KEY); -- that are to be held against others again
CREATE TABLE progress (
  source TEXT COLLATE "C" PRIMARY KEY,                 -- file with size and day, feed, sitemap
  state  TEXT COLLATE "C" NOT NULL                     -- JSON: offset, ETag, last fetch …
);
CREATE TABLE failure (                     -- inputs that could not be read, and why
  path TEXT COLLATE "C" PRIMARY KEY, why TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL -- Unix microseconds
);
CREATE INDEX failure_at ON failure(at);
CREATE TABLE sequence (                    -- the last number given: report, account, entry, actor, settled, changed
  name TEXT COLLATE "C" PRIMARY KEY, last BIGINT NOT NULL
);
CREATE TABLE tally (                       -- how many: see store/tally.go
  field TEXT COLLATE "C" NOT NULL, value TEXT COLLATE "C" NOT NULL, count BIGINT NOT NULL,
  PRIMARY KEY (field, value)
);
CREATE TABLE setting (name TEXT COLLATE "C" PRIMARY KEY, value TEXT COLLATE "C" NOT NULL);

-- Full text, without the texts themselves. n is wordsRow(day, n) of find_words.go,
-- with the day of publication and report.n, or the day of the account
-- (chancery.Account.From, else Published) and account.n: walked downwards the newest
-- come first, without sorting all that a common word is in.
CREATE TABLE report_words (n BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX report_words_words ON report_words USING GIN (words);
CREATE TABLE account_words (n BIGINT PRIMARY KEY, words TSVECTOR NOT NULL);
CREATE INDEX account_words_words ON account_words USING GIN (words);

-- +goose Down
DROP TABLE account_words; DROP TABLE report_words; DROP TABLE setting; DROP TABLE tally; DROP TABLE sequence;
DROP TABLE failure; DROP TABLE progress; DROP TABLE unfollowed; DROP TABLE unlinked; DROP TABLE unsettled; DROP TABLE correction;
DROP TABLE thread; DROP TABLE actor_month; DROP TABLE pair_day; DROP TABLE entry_pair; DROP TABLE entry_actor; DROP TABLE entry;
DROP TABLE link; DROP TABLE block; DROP TABLE account; DROP TABLE actor_role; DROP TABLE actor_name; DROP TABLE actor;
DROP TABLE copy; DROP TABLE signature; DROP TABLE band; DROP TABLE reading; DROP TABLE report_text; DROP TABLE report;
