-- The words that persons are found by name their kind where all kinds stand. The check of a column is changed by a new
-- table.
CREATE TABLE exam_person_words_new (
  role TEXT NOT NULL REFERENCES person_kinds (code),
  word TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (role, word, person_id)
) STRICT;

INSERT INTO exam_person_words_new (role, word, person_id) SELECT role, word, person_id FROM exam_person_words;

DROP TABLE exam_person_words;

ALTER TABLE exam_person_words_new RENAME TO exam_person_words;

CREATE INDEX exam_person_words_by_person ON exam_person_words (role, person_id);
