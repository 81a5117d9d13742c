-- The words that persons are found by name their kind where all kinds stand.
ALTER TABLE exam_person_words DROP CONSTRAINT exam_person_words_role_check;

ALTER TABLE exam_person_words ADD CONSTRAINT exam_person_words_role_known FOREIGN KEY (role) REFERENCES person_kinds (code);
