-- Exam participants may have deputies, too.
ALTER TABLE deputyships DROP CONSTRAINT deputyships_principal_kind_check;

ALTER TABLE deputyships ADD CONSTRAINT deputyships_principal_kind_check
  CHECK (principal_kind IN ('company_administrator', 'instructor', 'examiner', 'exam_participant', 'apprentice'));
