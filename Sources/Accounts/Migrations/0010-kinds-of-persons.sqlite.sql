-- Kinds of persons, companies and functions: each area adds its own, and all that names one refers to it here.
CREATE TABLE person_kinds (
  code TEXT NOT NULL PRIMARY KEY
) STRICT;

INSERT INTO person_kinds (code) SELECT kind FROM function_grants UNION SELECT kind FROM postal_codes;

-- The check of a column is changed by a new table.
CREATE TABLE function_grants_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL REFERENCES person_kinds (code),
  -- The key of the person in the register of that kind.
  subject_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL CHECK (state IN ('offered', 'held', 'declined', 'ended')),
  origin TEXT NOT NULL CHECK (origin IN ('chamber', 'company', 'letter')),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  decided_at INTEGER,
  ended_at INTEGER,
  -- How often somebody gave a birth date to prove that they are meant.
  proof_tries INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO function_grants_new
  (id, kind, subject_id, account_id, state, origin, created_at, created_by, decided_at, ended_at, proof_tries)
SELECT id, kind, subject_id, account_id, state, origin, created_at, created_by, decided_at, ended_at, proof_tries
FROM function_grants;

DROP TABLE function_grants;

ALTER TABLE function_grants_new RENAME TO function_grants;

CREATE UNIQUE INDEX function_grants_current ON function_grants (kind, subject_id) WHERE state IN ('offered', 'held');
CREATE INDEX function_grants_by_account ON function_grants (account_id, kind) WHERE state IN ('offered', 'held');

CREATE TABLE postal_codes_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL REFERENCES person_kinds (code),
  subject_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'live', 'used', 'revoked')),
  -- Made when the letter is printed; until then there is no code.
  code_hash BLOB,
  requested_at INTEGER NOT NULL,
  printed_at INTEGER,
  expires_at INTEGER,
  used_at INTEGER,
  wrong_attempts INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO postal_codes_new
  (id, kind, subject_id, state, code_hash, requested_at, printed_at, expires_at, used_at, wrong_attempts)
SELECT id, kind, subject_id, state, code_hash, requested_at, printed_at, expires_at, used_at, wrong_attempts
FROM postal_codes;

DROP TABLE postal_codes;

ALTER TABLE postal_codes_new RENAME TO postal_codes;

CREATE UNIQUE INDEX postal_codes_open ON postal_codes (kind, subject_id) WHERE state IN ('requested', 'live');
CREATE INDEX postal_codes_by_person ON postal_codes (kind, subject_id, id);
