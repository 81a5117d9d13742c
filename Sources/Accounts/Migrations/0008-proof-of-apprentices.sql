-- An apprentice whose address a company chose proves by the birth date that the function is theirs; tries are counted.
ALTER TABLE function_grants ADD COLUMN proof_tries BIGINT NOT NULL DEFAULT 0;
