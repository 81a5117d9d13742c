-- Which kinds get documents is told by their areas.
INSERT INTO person_kinds (code) SELECT DISTINCT kind FROM document_recipients WHERE true ON CONFLICT DO NOTHING;

ALTER TABLE document_recipients DROP CONSTRAINT document_recipients_kind_check;

ALTER TABLE document_recipients ADD CONSTRAINT document_recipients_kind_known
  FOREIGN KEY (kind) REFERENCES person_kinds (code);
