-- Which kinds get documents is told by their areas.
INSERT INTO person_kinds (code) SELECT DISTINCT kind FROM document_recipients WHERE true ON CONFLICT DO NOTHING;

-- The check of a column is changed by a new table.
CREATE TABLE document_recipients_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  kind TEXT NOT NULL REFERENCES person_kinds (code),
  subject_id INTEGER NOT NULL,
  provided_at INTEGER NOT NULL,
  opened_at INTEGER,
  opened_by INTEGER,
  -- The deputyship under which it was opened.
  opened_deputyship INTEGER,
  -- When its readers were told, or it was found that there are none.
  told_at INTEGER,
  -- When it was found unread; and when a mail reminded somebody.
  reminder_checked_at INTEGER,
  reminded_at INTEGER,
  -- When an officer had it printed, because nobody opened it.
  printed_at INTEGER,
  UNIQUE (document_id, kind, subject_id),
  CHECK ((opened_at IS NULL) = (opened_by IS NULL))
) STRICT;

INSERT INTO document_recipients_new (
  id, document_id, kind, subject_id, provided_at, opened_at, opened_by, opened_deputyship, told_at,
  reminder_checked_at, reminded_at, printed_at
)
SELECT
  id, document_id, kind, subject_id, provided_at, opened_at, opened_by, opened_deputyship, told_at,
  reminder_checked_at, reminded_at, printed_at
FROM document_recipients;

DROP TABLE document_recipients;

ALTER TABLE document_recipients_new RENAME TO document_recipients;

CREATE INDEX document_recipients_by_subject ON document_recipients (kind, subject_id, id);
CREATE INDEX document_recipients_unread ON document_recipients (kind, subject_id) WHERE opened_at IS NULL;
CREATE INDEX document_recipients_waiting ON document_recipients (provided_at, id)
  WHERE opened_at IS NULL AND printed_at IS NULL;
CREATE INDEX document_recipients_untold ON document_recipients (id) WHERE told_at IS NULL;
