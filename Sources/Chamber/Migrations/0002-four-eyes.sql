-- What one officer wants to refuse or delete; another one has to agree (Vier-Augen-Prinzip).
CREATE TABLE officer_proposals (
  kind TEXT NOT NULL CHECK (kind IN ('request_refusal', 'deputy_refusal', 'account_deletion')),
  subject_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  proposed_by BIGINT NOT NULL REFERENCES accounts (id),
  proposed_at BIGINT NOT NULL,
  PRIMARY KEY (kind, subject_id)
);
