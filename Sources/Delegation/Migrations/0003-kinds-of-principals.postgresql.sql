-- Which kinds can be deputised for is told by their areas.
INSERT INTO person_kinds (code) SELECT DISTINCT principal_kind FROM deputyships WHERE true ON CONFLICT DO NOTHING;

ALTER TABLE deputyships DROP CONSTRAINT deputyships_principal_kind_check;

ALTER TABLE deputyships ADD CONSTRAINT deputyships_principal_kind_known
  FOREIGN KEY (principal_kind) REFERENCES person_kinds (code);
