-- What officers decided on lines of an uploaded file that mean somebody else, or end an access: the name of the conflict is
-- over all that was decided upon.
CREATE TABLE import_decisions (
  import_id BIGINT NOT NULL REFERENCES uploaded_imports (id),
  conflict TEXT COLLATE "C" NOT NULL,
  decided_by BIGINT NOT NULL,
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (import_id, conflict)
);
