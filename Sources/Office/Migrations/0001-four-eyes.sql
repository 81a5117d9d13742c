-- What one officer wants to do; another one has to agree (Vier-Augen-Prinzip). Kinds are declared by the areas.
CREATE TABLE four_eyes_proposals (
  kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  proposed_by BIGINT NOT NULL REFERENCES accounts (id),
  proposed_at BIGINT NOT NULL,
  PRIMARY KEY (kind, subject_id)
);
