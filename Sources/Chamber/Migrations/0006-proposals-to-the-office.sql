-- Proposals lie with what all officers' pages share, and their kinds are the areas' own.
INSERT INTO four_eyes_proposals (kind, subject_id, reason, proposed_by, proposed_at)
SELECT kind, subject_id, reason, proposed_by, proposed_at FROM officer_proposals;

DROP TABLE officer_proposals;
