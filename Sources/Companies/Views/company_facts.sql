CREATE VIEW company_facts AS
-- A company as the chamber's register has it. number_key: its number without blanks and signs; full_name: with its
-- legal form; active_from and active_until: calendar dates, the last day included, null where there is no limit.
SELECT id, number, number_key, full_name, name_addition, street, postcode, place, active_from, active_until
FROM companies;
