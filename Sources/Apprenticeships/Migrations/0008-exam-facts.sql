-- What the regulation of an occupation says about its exams; empty or null where the chamber did not tell it.
ALTER TABLE occupations ADD COLUMN law TEXT NOT NULL DEFAULT '' CHECK (law IN ('', 'bbig', 'hwo'));
ALTER TABLE occupations ADD COLUMN regulation TEXT NOT NULL DEFAULT '';
ALTER TABLE occupations ADD COLUMN exam_form TEXT NOT NULL DEFAULT ''
  CHECK (exam_form IN ('', 'interim', 'stretched'));
-- The share of Teil 1 in the result of a stretched exam, in tenths of a per cent.
ALTER TABLE occupations ADD COLUMN first_part_weight INTEGER CHECK (first_part_weight BETWEEN 1 AND 999);
ALTER TABLE occupations ADD COLUMN task_provider TEXT NOT NULL DEFAULT '';
-- Klassifikation der Berufe: five digits.
ALTER TABLE occupations ADD COLUMN kldb TEXT NOT NULL DEFAULT '';

ALTER TABLE apprentices ADD COLUMN birth_place TEXT NOT NULL DEFAULT '';
ALTER TABLE apprentices ADD COLUMN phone TEXT NOT NULL DEFAULT '';

-- Months by which the training is shorter, § 8 (1) BBiG, § 27c (1) HwO.
ALTER TABLE apprenticeships ADD COLUMN shortened_months INTEGER CHECK (shortened_months BETWEEN 1 AND 36);
-- Months of earlier training that count, § 7 BBiG, § 27a HwO.
ALTER TABLE apprenticeships ADD COLUMN credited_months INTEGER CHECK (credited_months BETWEEN 1 AND 36);
-- Part time, § 7a BBiG, § 27b HwO: the share of full time, at least half.
ALTER TABLE apprenticeships ADD COLUMN part_time_percent INTEGER CHECK (part_time_percent BETWEEN 50 AND 99);
