CREATE VIEW trainings AS
-- An entered apprenticeship. company_id: the newest company, others stand in training_companies; starts_on to
-- end_known_on: calendar dates, end_known_on the day since which an earlier end is known; weekly_tenths: tenths of an
-- hour; shortened_months, credited_months, part_time_percent: how the contract differs from the rule, null where it
-- does not; name_key: of the apprentice, for order; imported_at: microseconds since 1970 in UTC.
SELECT id, number, apprentice_id, company_id, occupation_id, instructor_id, starts_on, ends_on, entered_on,
  dissolved_on, end_known_on, school, weekly_tenths, record_form, shortened_months, credited_months,
  part_time_percent, name_key, imported_at
FROM apprenticeships;
