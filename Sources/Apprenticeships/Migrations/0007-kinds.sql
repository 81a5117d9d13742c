-- Apprentices and instructors.
INSERT INTO person_kinds (code) VALUES ('apprentice'), ('instructor') ON CONFLICT DO NOTHING;
