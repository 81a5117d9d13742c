CREATE VIEW apprentice_facts AS
-- Who is or was trained. birth_date: a calendar date, null where the chamber did not tell it.
SELECT id, number, first_name, last_name, birth_date, street, postcode, place
FROM apprentices;
