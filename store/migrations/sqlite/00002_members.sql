-- +goose Up
-- Who may open the archive, what they did, and what they watch. Times are Unix seconds.
CREATE TABLE member (
  name    TEXT PRIMARY KEY,
  role    TEXT NOT NULL,                  -- reader, editor
  hash    TEXT NOT NULL,                  -- argon2id, encoded
  created INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE pass (
  digest  TEXT PRIMARY KEY,               -- hex SHA-256 of the secret
  member  TEXT NOT NULL,
  label   TEXT NOT NULL,
  token   INTEGER NOT NULL,               -- 1 a program's token, 0 a browser's session
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX pass_member ON pass(member);
CREATE INDEX pass_expires ON pass(expires);
CREATE TABLE audit (
  n     INTEGER PRIMARY KEY,
  at    INTEGER NOT NULL,
  who   TEXT NOT NULL,
  what  TEXT NOT NULL,
  what_on TEXT NOT NULL,
  place TEXT NOT NULL                     -- network address
);
CREATE TABLE watch (
  n       INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  owner   TEXT NOT NULL,
  search  TEXT NOT NULL,
  webhook TEXT NOT NULL,
  secret  TEXT NOT NULL,
  seen    INTEGER NOT NULL,
  fault   TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL
);

-- +goose Down
DROP TABLE watch; DROP TABLE audit; DROP TABLE pass; DROP TABLE member;
