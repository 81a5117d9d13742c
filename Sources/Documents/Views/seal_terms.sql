CREATE VIEW seal_terms AS
-- Until when the chamber's key behind a seal is valid: microseconds since 1970 in UTC.
SELECT id, valid_until
FROM seal_keys;
