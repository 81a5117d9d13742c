CREATE VIEW training_companies AS
-- Which company trains, or trained, in an apprenticeship. Both days are calendar dates that count, null where there
-- is no limit.
SELECT apprenticeship_id, company_id, valid_from, valid_until
FROM apprenticeship_companies;
