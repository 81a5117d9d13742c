CREATE VIEW occupation_names AS
-- An occupation to train for. number_key: its number without blanks and signs; specialisation: empty where it has
-- none; law: bbig or hwo, empty where the chamber did not tell it.
SELECT id, number_key, name, specialisation, law
FROM occupations;
