-- Examiners and exam participants.
INSERT INTO person_kinds (code) VALUES ('examiner'), ('exam_participant') ON CONFLICT DO NOTHING;
