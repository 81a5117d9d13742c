-- People who sign training records beside the instructor have accounts, too.
ALTER TABLE function_grants DROP CONSTRAINT function_grants_kind_check;

ALTER TABLE function_grants ADD CONSTRAINT function_grants_kind_check
  CHECK (kind IN ('instructor', 'apprentice', 'examiner', 'co_signer'));
