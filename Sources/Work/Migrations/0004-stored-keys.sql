-- By which version of the folding the keys of a table were made, and how far it came.
CREATE TABLE stored_keys (
  name TEXT COLLATE "C" PRIMARY KEY,
  version BIGINT NOT NULL,
  renewed_until BIGINT NOT NULL,
  is_done BIGINT NOT NULL CHECK (is_done IN (0, 1))
);
