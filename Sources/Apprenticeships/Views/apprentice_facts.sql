CREATE VIEW apprentice_facts AS
-- Who is or was trained. birth_date: a calendar date, null where the chamber did not tell it; birth_place: empty
-- where the chamber did not tell it.
SELECT id, number, first_name, last_name, birth_date, birth_place, street, postcode, place
FROM apprentices;
