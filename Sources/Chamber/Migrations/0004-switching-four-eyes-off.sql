-- Switching the four eyes off needs two officers as well.
CREATE TABLE officer_proposals_new (
  kind TEXT NOT NULL CHECK (kind IN
    ('request_refusal', 'deputy_refusal', 'account_deletion', 'document_revocation', 'four_eyes_off')),
  subject_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  proposed_by BIGINT NOT NULL REFERENCES accounts (id),
  proposed_at BIGINT NOT NULL,
  PRIMARY KEY (kind, subject_id)
);

INSERT INTO officer_proposals_new (kind, subject_id, reason, proposed_by, proposed_at)
SELECT kind, subject_id, reason, proposed_by, proposed_at FROM officer_proposals;

DROP TABLE officer_proposals;

ALTER TABLE officer_proposals_new RENAME TO officer_proposals;
