-- Raised with each change by hand, so that nobody issues what they did not see.
ALTER TABLE document_batches ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
