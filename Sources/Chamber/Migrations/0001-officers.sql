-- Chamber officers (Mitarbeitende der Kammer) with their rights per field of work.
CREATE TABLE chamber_officers (
  account_id BIGINT PRIMARY KEY REFERENCES accounts (id),
  rights TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
