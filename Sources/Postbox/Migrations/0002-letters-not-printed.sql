-- A letter that could not be printed stays in the queue, with the reason and whose it is.
ALTER TABLE letters ADD COLUMN problem TEXT NOT NULL DEFAULT '';
ALTER TABLE letters ADD COLUMN problem_addressee TEXT NOT NULL DEFAULT '';
