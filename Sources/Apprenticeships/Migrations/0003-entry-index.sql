-- Entries since a day are looked for to confirm them.
CREATE INDEX apprenticeships_by_entry ON apprenticeships (entered_on, id) WHERE entered_on IS NOT NULL;
