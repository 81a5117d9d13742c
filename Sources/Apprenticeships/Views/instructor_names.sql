CREATE VIEW instructor_names AS
-- How an instructor is called.
SELECT id, first_name, last_name
FROM instructors;
