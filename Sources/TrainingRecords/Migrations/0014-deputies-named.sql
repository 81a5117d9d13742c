-- For whom a deputy (Vertretung) signed, returned or reopened a week, by name as it was; empty where nobody was deputised.
ALTER TABLE record_sign_offs ADD COLUMN acting_for TEXT NOT NULL DEFAULT '';
ALTER TABLE record_events ADD COLUMN acting_for TEXT NOT NULL DEFAULT '';
