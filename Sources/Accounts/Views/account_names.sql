CREATE VIEW account_names AS
-- How the person of an account is called, for what tells who did something. Both names are empty once it is deleted.
SELECT id, first_name, last_name
FROM accounts;
