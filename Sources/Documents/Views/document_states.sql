CREATE VIEW document_states AS
-- Whether a document counts: 'issued' or 'revoked'.
SELECT id, state
FROM documents;
