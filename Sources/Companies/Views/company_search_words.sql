CREATE VIEW company_search_words AS
-- The folded words by which a search finds a company.
SELECT word, company_id
FROM company_words;
