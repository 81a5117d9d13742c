-- Exam participants get documents, too.
ALTER TABLE document_recipients DROP CONSTRAINT document_recipients_kind_check;

ALTER TABLE document_recipients ADD CONSTRAINT document_recipients_kind_check
  CHECK (kind IN ('company', 'apprentice', 'examiner', 'exam_participant'));
