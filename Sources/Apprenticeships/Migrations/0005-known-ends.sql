-- Since when an earlier end of a contract than the one before is known: what counts from the end counts from this day, so that
-- nobody loses time because a file was late, or wrong.
ALTER TABLE apprenticeships ADD COLUMN end_known_on TEXT;
