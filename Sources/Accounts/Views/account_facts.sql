CREATE VIEW account_facts AS
-- An account as its person and the chamber see it. email_key: the address in the form in which accounts are told
-- apart; name_key: folded last and first name, for order; last_sign_in_at: microseconds since 1970 in UTC.
SELECT id, email, email_key, first_name, last_name, name_key, state, last_sign_in_at
FROM accounts;
