-- Exam participants have accounts and get credentials by post, too.
ALTER TABLE function_grants DROP CONSTRAINT function_grants_kind_check;

ALTER TABLE function_grants ADD CONSTRAINT function_grants_kind_check
  CHECK (kind IN ('instructor', 'apprentice', 'examiner', 'exam_participant', 'co_signer'));

ALTER TABLE postal_codes DROP CONSTRAINT postal_codes_kind_check;

ALTER TABLE postal_codes ADD CONSTRAINT postal_codes_kind_check
  CHECK (kind IN ('instructor', 'apprentice', 'examiner', 'exam_participant'));
