-- The name with the legal form, as letters and pages show it; each import writes it anew.
ALTER TABLE companies ADD COLUMN full_name TEXT NOT NULL DEFAULT '';

UPDATE companies SET full_name = CASE
  WHEN legal_form = ''
    OR lower(legal_form) LIKE 'einzel%' OR lower(legal_form) IN ('natürliche person', 'kleingewerbe', 'sonstige')
    OR lower(' ' || name) LIKE '% ' || lower(legal_form)
    OR lower(' ' || name_addition) LIKE '% ' || lower(legal_form)
  THEN name ELSE name || ' ' || legal_form END;
