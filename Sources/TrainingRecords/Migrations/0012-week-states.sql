-- How far records are is asked for hundreds at once: answered from the index, without the contents beside it.
CREATE INDEX record_weeks_by_state ON record_weeks (apprenticeship_id, state, iso_year, iso_week);
