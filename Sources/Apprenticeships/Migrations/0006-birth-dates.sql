-- Whether a new number belongs to somebody who has one already is asked by the birth date.
CREATE INDEX apprentices_by_birth_date ON apprentices (birth_date) WHERE birth_date IS NOT NULL;
