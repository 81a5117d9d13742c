-- Kinds of persons, companies and functions: each area adds its own, and all that names one refers to it here.
CREATE TABLE person_kinds (
  code TEXT COLLATE "C" PRIMARY KEY
);

INSERT INTO person_kinds (code) SELECT kind FROM function_grants UNION SELECT kind FROM postal_codes;

ALTER TABLE function_grants DROP CONSTRAINT function_grants_kind_check;

ALTER TABLE function_grants ADD CONSTRAINT function_grants_kind_known FOREIGN KEY (kind) REFERENCES person_kinds (code);

ALTER TABLE postal_codes DROP CONSTRAINT postal_codes_kind_check;

ALTER TABLE postal_codes ADD CONSTRAINT postal_codes_kind_known FOREIGN KEY (kind) REFERENCES person_kinds (code);
