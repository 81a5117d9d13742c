CREATE VIEW credential_request_states AS
-- How far a request for credentials or branches is: 'open', 'approved' or 'refused'.
SELECT id, state
FROM credential_requests;
