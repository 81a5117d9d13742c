-- Keyed hashes over each delivery and its receipt, made with the installation's secret as they are written: whoever
-- changes their times in the database cannot make the hash that belongs to the change.
CREATE TABLE delivery_seals (
  delivery_id BIGINT PRIMARY KEY,
  -- Over document, recipient and time of the delivery.
  provided BYTEA NOT NULL,
  -- Over time and person of the first opening; empty until then.
  opened BYTEA,
  -- 1 for what was delivered before there were seals, and was sealed later as it stood then.
  is_afterwards BIGINT NOT NULL CHECK (is_afterwards IN (0, 1))
);
