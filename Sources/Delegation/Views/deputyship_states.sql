CREATE VIEW deputyship_states AS
-- How far a deputyship is: 'proposed', 'offered', 'active', 'declined', 'refused' or 'withdrawn'.
SELECT id, state
FROM deputyships;
