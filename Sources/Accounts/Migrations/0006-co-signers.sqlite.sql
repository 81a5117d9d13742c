-- People who sign training records beside the instructor have accounts, too. The check of a column is changed by a new
-- table.
CREATE TABLE function_grants_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('instructor', 'apprentice', 'examiner', 'co_signer')),
  -- The key of the person in the register of that kind.
  subject_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL CHECK (state IN ('offered', 'held', 'declined', 'ended')),
  origin TEXT NOT NULL CHECK (origin IN ('chamber', 'company', 'letter')),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  decided_at INTEGER,
  ended_at INTEGER
) STRICT;

INSERT INTO function_grants_new
  (id, kind, subject_id, account_id, state, origin, created_at, created_by, decided_at, ended_at)
SELECT id, kind, subject_id, account_id, state, origin, created_at, created_by, decided_at, ended_at
FROM function_grants;

DROP TABLE function_grants;

ALTER TABLE function_grants_new RENAME TO function_grants;

CREATE UNIQUE INDEX function_grants_current ON function_grants (kind, subject_id) WHERE state IN ('offered', 'held');
CREATE INDEX function_grants_by_account ON function_grants (account_id, kind) WHERE state IN ('offered', 'held');
