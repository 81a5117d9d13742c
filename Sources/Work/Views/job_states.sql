CREATE VIEW job_states AS
-- How far a job is: 'waiting', 'running', 'done' or 'failed'.
SELECT id, state
FROM jobs;
