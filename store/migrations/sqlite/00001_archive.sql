-- +goose Up
-- Reports as they came; a reading of one report by one version; accounts, one a
-- report's entry; entries, accounts of one thing merged. Days are days since
-- 1970-01-01 (they may be negative), null if unknown. Kinds are 1 event,
-- 2 statement, 3 commitment, 4 stop, 5 relation. Numbers (n) are given in order
-- of arrival and never given twice; nothing that is merged depends on them.
-- A rank is a day and, among those of one day, bits of a hash of the name:
-- an order that does not depend on arrival.

CREATE TABLE report (
  n         INTEGER PRIMARY KEY,
  key       TEXT NOT NULL UNIQUE,          -- chancery.Reading.Key
  document  TEXT NOT NULL,                 -- sha256:… of the text
  title     TEXT NOT NULL,
  source    TEXT NOT NULL DEFAULT '',      -- house
  url       TEXT NOT NULL DEFAULT '',
  path      TEXT NOT NULL DEFAULT '',      -- what was gathered
  day       INTEGER,                       -- of publication
  words     INTEGER NOT NULL,
  entries   INTEGER NOT NULL,              -- accounts of the reading that counts
  version   TEXT NOT NULL,                 -- of the reading that counts
  witness   INTEGER NOT NULL,              -- n of the first (day, key) of its copies, its own if it has none
  gathered  INTEGER NOT NULL               -- Unix seconds
);
CREATE INDEX report_day ON report(day, n);
CREATE INDEX report_witness ON report(witness) WHERE witness <> n;
CREATE INDEX report_source ON report(source, day);
CREATE INDEX report_url ON report(url) WHERE url <> '';
CREATE INDEX report_version ON report(version);

CREATE TABLE report_text (
  report INTEGER PRIMARY KEY,
  text   BLOB NOT NULL                     -- chancery.Document.Text, zstd
);
CREATE TABLE reading (
  report  INTEGER NOT NULL,
  version TEXT NOT NULL,
  record  BLOB NOT NULL,                   -- chancery.record/1 before corrections, without the text, zstd
  PRIMARY KEY (report, version)
) WITHOUT ROWID;
CREATE INDEX reading_version ON reading(version);

-- Near-duplicates: bands of each text's MinHash signature, and the pairs that are
-- copies, each both ways round.
CREATE TABLE band (
  hash INTEGER NOT NULL, rank INTEGER NOT NULL, n INTEGER NOT NULL, -- report
  PRIMARY KEY (hash, rank, n)
) WITHOUT ROWID;
CREATE TABLE signature (
  report INTEGER PRIMARY KEY,
  hashes BLOB NOT NULL
);
CREATE TABLE copy (
  a INTEGER NOT NULL, b INTEGER NOT NULL,  -- reports
  PRIMARY KEY (a, b)
) WITHOUT ROWID;

CREATE TABLE actor (
  n        INTEGER PRIMARY KEY,
  key      TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,                  -- the one that most reports have first
  kind     TEXT NOT NULL,
  state    TEXT NOT NULL DEFAULT '',
  sector   TEXT NOT NULL DEFAULT '',
  wikidata TEXT NOT NULL DEFAULT '',
  entries  INTEGER NOT NULL DEFAULT 0      -- that it takes part in
);
CREATE TABLE actor_name (
  folded TEXT NOT NULL,                    -- lower case, no marks
  actor  INTEGER NOT NULL,
  name   TEXT NOT NULL,
  times  INTEGER NOT NULL,                 -- reports that have it
  leads  INTEGER NOT NULL,                 -- and that name the actor by it first
  PRIMARY KEY (folded, actor, name)
) WITHOUT ROWID;
CREATE INDEX actor_name_actor ON actor_name(actor, times);
CREATE TABLE actor_role (
  actor INTEGER NOT NULL,
  title TEXT NOT NULL,
  times INTEGER NOT NULL,                  -- reports
  first_day INTEGER, last_day INTEGER,     -- of the reports
  PRIMARY KEY (actor, title)
) WITHOUT ROWID;

CREATE TABLE account (
  n      INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL,
  kind   INTEGER NOT NULL,
  entry  INTEGER NOT NULL,                 -- 0 until settled
  data   BLOB NOT NULL                     -- chancery.Account as JSON without id, kind, span texts and what report says
);
CREATE INDEX account_report ON account(report);
CREATE INDEX account_entry ON account(entry);

-- Keys under which accounts of one thing meet (package merge), and the pairs that
-- were found to tell of one thing, each both ways round.
CREATE TABLE block (
  hash INTEGER NOT NULL, rank INTEGER NOT NULL, n INTEGER NOT NULL, -- account
  PRIMARY KEY (hash, rank, n)
) WITHOUT ROWID;
CREATE TABLE link (
  a INTEGER NOT NULL, b INTEGER NOT NULL,  -- accounts
  PRIMARY KEY (a, b)
) WITHOUT ROWID;

CREATE TABLE entry (
  n           INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,        -- of its first account
  kind        INTEGER NOT NULL,
  type        TEXT NOT NULL,
  status      TEXT NOT NULL,               -- by its life, where it has one
  first_day   INTEGER,                     -- when it was or will be: of commitments the day due
  last_day    INTEGER,
  told_day    INTEGER,                     -- first report
  sort_day    INTEGER NOT NULL,            -- first_day, else told_day, else -1000000
  place       TEXT NOT NULL DEFAULT '',    -- folded
  country     TEXT NOT NULL DEFAULT '',
  lat         REAL, lon REAL,
  confidence  REAL NOT NULL,
  independent INTEGER NOT NULL,
  told        INTEGER NOT NULL,
  disputed    INTEGER NOT NULL,            -- 1 if so
  corrected   INTEGER NOT NULL,            -- 1 if so
  settled     INTEGER NOT NULL,            -- order in which the archive learned of it
  changed     INTEGER NOT NULL,            -- rises with every change of any entry
  best        INTEGER NOT NULL,            -- report of its most confident account, and the sentence there:
  best_start  INTEGER NOT NULL,            -- code points of the text
  best_end    INTEGER NOT NULL,
  data        BLOB NOT NULL,               -- chancery.Entry as JSON, without id, kind, accounts, life
  life        BLOB                         -- {"status": …, "steps": [chancery.Step …]}
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
  actor INTEGER NOT NULL, sort_day INTEGER NOT NULL, entry INTEGER NOT NULL,
  kind INTEGER NOT NULL, side TEXT NOT NULL,
  PRIMARY KEY (actor, sort_day, entry, side)
) WITHOUT ROWID;
CREATE INDEX entry_actor_entry ON entry_actor(entry);
CREATE INDEX entry_actor_kind ON entry_actor(actor, kind, sort_day, entry);
CREATE TABLE actor_month (                 -- entries of an actor by month of sort_day: see store/question_tally.go
  actor INTEGER NOT NULL,
  month INTEGER NOT NULL,                  -- since 1970-01; -40000 if undated
  kind INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (actor, month, kind)
) WITHOUT ROWID;

CREATE TABLE entry_pair (                  -- states that face each other, a < b
  a TEXT NOT NULL, b TEXT NOT NULL, sort_day INTEGER NOT NULL, entry INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (a, b, sort_day, entry)
) WITHOUT ROWID;
CREATE INDEX entry_pair_entry ON entry_pair(entry);

CREATE TABLE pair_day (                    -- held events between two states by day
  a TEXT NOT NULL, b TEXT NOT NULL, day INTEGER NOT NULL,
  vc INTEGER NOT NULL, mc INTEGER NOT NULL, vf INTEGER NOT NULL, mf INTEGER NOT NULL,
  weight REAL NOT NULL,                    -- sum of confidences
  intensity REAL NOT NULL,                 -- sum of confidence times Goldstein-like weight
  PRIMARY KEY (a, b, day)
) WITHOUT ROWID;

-- Where lives are sought (store/threads.go): what may be an outcome under hashes of
-- its parties, places and words, by the day first told (mark 0), and what has a life
-- by the day first told (mark 1) and by the day due (2), short lives apart (3, 4).
CREATE TABLE thread (
  hash INTEGER NOT NULL, rank INTEGER NOT NULL, mark INTEGER NOT NULL, entry INTEGER NOT NULL,
  PRIMARY KEY (hash, mark, rank, entry)
) WITHOUT ROWID;
CREATE INDEX thread_entry ON thread(entry);

CREATE TABLE correction (
  id     INTEGER PRIMARY KEY,
  report TEXT NOT NULL,                    -- report.key
  kind   INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  type   TEXT NOT NULL DEFAULT '',
  cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL, cue_text TEXT NOT NULL,
  change BLOB,
  who    TEXT NOT NULL,
  why    TEXT NOT NULL DEFAULT '',
  at     INTEGER NOT NULL,                 -- Unix microseconds
  undone INTEGER,
  undoer TEXT NOT NULL DEFAULT '',
  pending INTEGER NOT NULL DEFAULT 0       -- 1 if the present reading has no entry that it fits
);
CREATE INDEX correction_report ON correction(report);

-- Work that is begun: reports whose accounts are to be settled, entries whose
-- lives are to be followed, how far a source has been gathered.
CREATE TABLE unsettled (
  report INTEGER PRIMARY KEY,
  fresh  INTEGER NOT NULL                  -- 1 if its accounts were never held against others
);
CREATE TABLE unfollowed (entry INTEGER PRIMARY KEY);
CREATE TABLE unlinked (account INTEGER PRIMARY KEY); -- that are to be held against others again
CREATE TABLE progress (
  source TEXT PRIMARY KEY,                 -- file with size and day, feed, sitemap
  state  TEXT NOT NULL                     -- JSON: offset, ETag, last fetch …
) WITHOUT ROWID;
CREATE TABLE failure (                     -- inputs that could not be read, and why
  path TEXT PRIMARY KEY, why TEXT NOT NULL, at INTEGER NOT NULL -- Unix microseconds
) WITHOUT ROWID;
CREATE INDEX failure_at ON failure(at);
CREATE TABLE sequence (                    -- the last number given: report, account, entry, actor, settled, changed
  name TEXT PRIMARY KEY, last INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE tally (                       -- how many: see store/tally.go
  field TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (field, value)
) WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Full text, without the texts themselves. The rowid is wordsRow(day, n) of
-- find_words.go, with the day of publication and report.n, or the day of the account
-- (chancery.Account.From, else Published, else undatedDay) and account.n: walked
-- downwards the newest come first, without sorting all that a common word is in. Rows
-- of one transaction go in ascending order of rowid (else each makes a segment). The
-- words of an account are those of accountWords.
CREATE VIRTUAL TABLE report_words USING fts5(words, content='', contentless_delete=1, detail=full, prefix='3 4', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE account_words USING fts5(words, content='', contentless_delete=1, detail=full, prefix='3 4', tokenize='porter unicode61 remove_diacritics 2');

-- +goose Down
DROP TABLE account_words; DROP TABLE report_words; DROP TABLE setting; DROP TABLE tally; DROP TABLE sequence;
DROP TABLE failure; DROP TABLE progress; DROP TABLE unfollowed; DROP TABLE unlinked; DROP TABLE unsettled; DROP TABLE correction;
DROP TABLE thread; DROP TABLE actor_month; DROP TABLE pair_day; DROP TABLE entry_pair; DROP TABLE entry_actor; DROP TABLE entry;
DROP TABLE link; DROP TABLE block; DROP TABLE account; DROP TABLE actor_role; DROP TABLE actor_name; DROP TABLE actor;
DROP TABLE copy; DROP TABLE signature; DROP TABLE band; DROP TABLE reading; DROP TABLE report_text; DROP TABLE report;
