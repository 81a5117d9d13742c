-- Which kinds can be deputised for is told by their areas.
INSERT INTO person_kinds (code) SELECT DISTINCT principal_kind FROM deputyships WHERE true ON CONFLICT DO NOTHING;

-- The check of a column is changed by a new table.
CREATE TABLE deputyships_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The function that is deputised for. One of a company belongs to the company, the others to who gave them.
  principal_kind TEXT NOT NULL REFERENCES person_kinds (code),
  principal_subject INTEGER NOT NULL,
  given_by INTEGER NOT NULL REFERENCES accounts (id),
  -- Both are empty for an offer to a name that nobody has: the giver must not be told so by the list.
  deputy_account INTEGER REFERENCES accounts (id),
  deputy_company INTEGER REFERENCES companies (id),
  -- The deputy as the giver typed it, and folded: address, user name or company number.
  deputy_name TEXT NOT NULL,
  deputy_key TEXT NOT NULL,
  -- Of a person proposed to the chamber.
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  fields TEXT NOT NULL,
  valid_until TEXT,
  state TEXT NOT NULL
    CHECK (state IN ('proposed', 'offered', 'active', 'declined', 'refused', 'withdrawn')),
  created_at INTEGER NOT NULL,
  -- By the deputy; of a proposal by the chamber.
  decided_at INTEGER,
  decided_by INTEGER,
  ended_at INTEGER,
  ended_by INTEGER,
  -- Why the chamber refused.
  reason TEXT NOT NULL DEFAULT '',
  CHECK (deputy_account IS NULL OR deputy_company IS NULL),
  CHECK (state <> 'active' OR deputy_account IS NOT NULL OR deputy_company IS NOT NULL)
) STRICT;

INSERT INTO deputyships_new (
  id, principal_kind, principal_subject, given_by, deputy_account, deputy_company, deputy_name, deputy_key,
  first_name, last_name, fields, valid_until, state, created_at, decided_at, decided_by, ended_at, ended_by, reason
)
SELECT
  id, principal_kind, principal_subject, given_by, deputy_account, deputy_company, deputy_name, deputy_key,
  first_name, last_name, fields, valid_until, state, created_at, decided_at, decided_by, ended_at, ended_by, reason
FROM deputyships;

DROP TABLE deputyships;

ALTER TABLE deputyships_new RENAME TO deputyships;

-- One open offer or proposal for each name. Not for each account: a refused second offer under another name of the same
-- person would tell that both names are one.
CREATE UNIQUE INDEX deputyships_open ON deputyships (principal_kind, principal_subject, state, deputy_key)
  WHERE state IN ('offered', 'proposed');
CREATE UNIQUE INDEX deputyships_of_persons ON deputyships (principal_kind, principal_subject, deputy_account)
  WHERE state = 'active' AND deputy_account IS NOT NULL;
CREATE UNIQUE INDEX deputyships_of_companies ON deputyships (principal_kind, principal_subject, deputy_company)
  WHERE state = 'active' AND deputy_company IS NOT NULL;
CREATE INDEX deputyships_by_deputy ON deputyships (deputy_account) WHERE deputy_account IS NOT NULL;
CREATE INDEX deputyships_by_deputy_company ON deputyships (deputy_company) WHERE deputy_company IS NOT NULL;
CREATE INDEX deputyships_by_giver ON deputyships (given_by, id);
CREATE INDEX deputyships_by_principal ON deputyships (principal_kind, principal_subject, id);
CREATE INDEX deputyships_proposed ON deputyships (id) WHERE state = 'proposed';
