CREATE VIEW company_people AS
-- Which account acts for a company, and did. rights: words with commas between them, for those who are no
-- administrator; valid_until: the last day, a calendar date; ended_at: microseconds since 1970 in UTC; ended_by: the
-- account that ended it, null where nobody of the company did.
SELECT company_id, account_id, is_administrator, rights, valid_until, ended_at, ended_by
FROM company_members;
