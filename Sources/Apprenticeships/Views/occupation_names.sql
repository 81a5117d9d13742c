CREATE VIEW occupation_names AS
-- An occupation to train for. number_key: its number without blanks and signs; specialisation: empty where it has
-- none.
SELECT id, number_key, name, specialisation
FROM occupations;
