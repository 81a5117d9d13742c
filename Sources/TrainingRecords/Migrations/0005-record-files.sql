-- Files that were attached to weeks of a record. Which week has which stands in the contents.
CREATE TABLE record_files (
  apprenticeship_id BIGINT NOT NULL REFERENCES apprenticeships (id),
  -- SHA-256 of the content, its name in the store.
  hash BYTEA NOT NULL,
  byte_count BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  added_by BIGINT NOT NULL,
  PRIMARY KEY (apprenticeship_id, hash)
);
