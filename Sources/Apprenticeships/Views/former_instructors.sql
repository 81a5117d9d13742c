CREATE VIEW former_instructors AS
-- Who was the instructor of an apprenticeship before. valid_until: the last day, a calendar date; last_week: its week
-- after ISO 8601, such as 202647.
SELECT apprenticeship_id, instructor_id, valid_until, last_week
FROM apprenticeship_instructors;
