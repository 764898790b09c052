-- +goose Up
-- Reports as they came; a reading of one report by one version; accounts, one a
-- report's entry; entries, accounts of one thing merged. Days are days since
-- 1970-01-01 (they may be negative), null if unknown.

CREATE TABLE report (
  n         INTEGER PRIMARY KEY,           -- in order of arrival
  key       TEXT NOT NULL UNIQUE,          -- chancery.Reading.Key
  document  TEXT NOT NULL,                 -- sha256:… of the text
  title     TEXT NOT NULL,
  source    TEXT NOT NULL DEFAULT '',      -- house
  url       TEXT NOT NULL DEFAULT '',
  path      TEXT NOT NULL DEFAULT '',      -- what was gathered
  day       INTEGER,                       -- of publication
  words     INTEGER NOT NULL,
  version   TEXT NOT NULL,                 -- of the reading that counts
  witness   INTEGER NOT NULL,              -- n of the first of its copies, its own if it has none
  gathered  INTEGER NOT NULL               -- Unix seconds
);
CREATE INDEX report_day ON report(day, n);
CREATE INDEX report_witness ON report(witness) WHERE witness <> n;
CREATE INDEX report_source ON report(source, day);
CREATE INDEX report_url ON report(url) WHERE url <> '';

CREATE TABLE reading (
  report  INTEGER NOT NULL,
  version TEXT NOT NULL,
  record  BLOB NOT NULL,                   -- chancery.record/1, text included, zstd
  PRIMARY KEY (report, version)
) WITHOUT ROWID;

-- Near-duplicates: bands of each text's MinHash signature.
CREATE TABLE band (
  hash   INTEGER NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (hash, report)
) WITHOUT ROWID;
CREATE TABLE signature (
  report INTEGER PRIMARY KEY,
  hashes BLOB NOT NULL
);
CREATE TABLE copy (                        -- pairs of near-duplicates, a < b
  a INTEGER NOT NULL, b INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX copy_b ON copy(b);

CREATE TABLE actor (
  n        INTEGER PRIMARY KEY,
  key      TEXT NOT NULL UNIQUE,
  name     TEXT NOT NULL,                  -- the most frequent one, the first by alphabet among equals
  kind     TEXT NOT NULL,
  state    TEXT NOT NULL DEFAULT '',
  sector   TEXT NOT NULL DEFAULT '',
  wikidata TEXT NOT NULL DEFAULT '',
  entries  INTEGER NOT NULL DEFAULT 0      -- that it takes part in; kept by tally (question_tally.go)
);
CREATE TABLE actor_name (
  folded TEXT NOT NULL,                    -- lower case, no marks
  actor  INTEGER NOT NULL,
  name   TEXT NOT NULL,
  times  INTEGER NOT NULL,
  PRIMARY KEY (folded, actor, name)
) WITHOUT ROWID;
CREATE INDEX actor_name_actor ON actor_name(actor, times);

CREATE TABLE account (
  n      INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL,
  kind   INTEGER NOT NULL,                 -- 1 event 2 statement 3 commitment 4 stop 5 relation
  entry  INTEGER NOT NULL,                 -- 0 until settled
  data   BLOB NOT NULL                     -- chancery.Account as JSON without what report says
);
CREATE INDEX account_report ON account(report);
CREATE INDEX account_entry ON account(entry);

-- Keys under which accounts of one thing meet (package merge), and the pairs that
-- were found to tell of one thing.
CREATE TABLE block (
  hash    INTEGER NOT NULL,
  account INTEGER NOT NULL,
  PRIMARY KEY (hash, account)
) WITHOUT ROWID;
CREATE INDEX block_account ON block(account);
CREATE TABLE link (
  a INTEGER NOT NULL, b INTEGER NOT NULL,  -- accounts, a < b
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX link_b ON link(b);

CREATE TABLE entry (
  n           INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  kind        INTEGER NOT NULL,
  type        TEXT NOT NULL,
  status      TEXT NOT NULL,
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
  disputed    INTEGER NOT NULL,
  corrected   INTEGER NOT NULL,
  settled     INTEGER NOT NULL,            -- rises with every settling: order of arrival
  data        BLOB NOT NULL                -- chancery.Entry as JSON, without accounts
);
CREATE INDEX entry_day ON entry(sort_day, n);
CREATE INDEX entry_kind ON entry(kind, sort_day, n);
CREATE INDEX entry_type ON entry(type, sort_day, n);
CREATE INDEX entry_status ON entry(kind, status, sort_day, n);
CREATE INDEX entry_country ON entry(country, sort_day, n) WHERE country <> '';
CREATE INDEX entry_settled ON entry(settled, n);
CREATE INDEX entry_disputed ON entry(sort_day, n) WHERE disputed = 1;
CREATE INDEX entry_corrected ON entry(sort_day, n) WHERE corrected = 1;
CREATE INDEX entry_place ON entry(place, sort_day, n) WHERE place <> '';
CREATE INDEX entry_surest ON entry(confidence, n);
CREATE INDEX entry_widest ON entry(independent, n);

CREATE TABLE entry_actor (
  actor INTEGER NOT NULL, sort_day INTEGER NOT NULL, entry INTEGER NOT NULL,
  kind INTEGER NOT NULL, side TEXT NOT NULL,
  PRIMARY KEY (actor, sort_day, entry, side)
) WITHOUT ROWID;
CREATE INDEX entry_actor_entry ON entry_actor(entry);
CREATE INDEX entry_actor_kind ON entry_actor(actor, kind, sort_day, entry);

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

-- Sums that would take long to count, moved by tally (question_tally.go) in the
-- transaction that adds or removes what they count.
CREATE TABLE tally (
  name  TEXT NOT NULL,                     -- reports, words, undated, source, month, version, entries, accounts
  value TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (name, value)
) WITHOUT ROWID;
CREATE TABLE actor_month (                 -- entries of an actor by month of sort_day
  actor INTEGER NOT NULL,
  month INTEGER NOT NULL,                  -- since 1970-01; -40000 if undated
  kind  INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (actor, month, kind)
) WITHOUT ROWID;

CREATE TABLE correction (
  id     INTEGER PRIMARY KEY,
  report TEXT NOT NULL,                    -- report.key, kept though the report be gone
  kind   INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  type   TEXT NOT NULL DEFAULT '',
  cue_start INTEGER NOT NULL, cue_end INTEGER NOT NULL, cue_text TEXT NOT NULL,
  change BLOB,
  by     TEXT NOT NULL,
  why    TEXT NOT NULL DEFAULT '',
  at     INTEGER NOT NULL,                 -- Unix seconds
  undone INTEGER,
  undoer TEXT NOT NULL DEFAULT ''
);
CREATE INDEX correction_report ON correction(report);

-- Work that is begun: reports whose accounts are to be settled, and how far a
-- source has been gathered.
CREATE TABLE unsettled (report INTEGER PRIMARY KEY);
CREATE TABLE progress (
  source TEXT PRIMARY KEY,                 -- file with size and day, feed, sitemap
  state  TEXT NOT NULL                     -- JSON: offset, ETag, last fetch …
) WITHOUT ROWID;
CREATE TABLE failure (                     -- inputs that could not be read, and why
  path TEXT PRIMARY KEY, why TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Full text, without the texts themselves: rowid is report.n or account.n.
CREATE VIRTUAL TABLE report_words USING fts5(words, content='', contentless_delete=1, detail=full, tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE account_words USING fts5(words, content='', contentless_delete=1, detail=full, tokenize='porter unicode61 remove_diacritics 2');

-- +goose Down
DROP TABLE account_words; DROP TABLE report_words; DROP TABLE setting; DROP TABLE failure; DROP TABLE progress;
DROP TABLE unsettled; DROP TABLE correction; DROP TABLE actor_month; DROP TABLE tally; DROP TABLE pair_day; DROP TABLE entry_pair; DROP TABLE entry_actor;
DROP TABLE entry; DROP TABLE link; DROP TABLE block; DROP TABLE account; DROP TABLE actor_name; DROP TABLE actor;
DROP TABLE copy; DROP TABLE signature; DROP TABLE band; DROP TABLE reading; DROP TABLE report;
