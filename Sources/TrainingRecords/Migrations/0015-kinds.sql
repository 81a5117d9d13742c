-- Those who sign a training record beside the instructor.
INSERT INTO person_kinds (code) VALUES ('co_signer') ON CONFLICT DO NOTHING;
