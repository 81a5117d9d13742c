CREATE VIEW account_functions AS
-- Which function an account was given for a person of a register: kind and subject_id name the person. state:
-- 'offered', 'held', 'declined' or 'ended'; created_at and decided_at: microseconds since 1970 in UTC.
SELECT kind, subject_id, account_id, state, created_at, decided_at
FROM function_grants;
