-- Companies get documents, and give deputies by their administrators.
INSERT INTO person_kinds (code) VALUES ('company'), ('company_administrator') ON CONFLICT DO NOTHING;
