-- The last day on which somebody works for the chamber; empty without an end.
ALTER TABLE chamber_officers ADD COLUMN ends_on TEXT;
