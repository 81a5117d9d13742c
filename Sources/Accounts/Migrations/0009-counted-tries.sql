-- Tries are counted before they are compared, and each kind by itself: passwords at the sign-in, passwords asked for
-- within a session, codes of the second factor.
CREATE TABLE sign_in_locks_new (
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  -- A known device, or 0 for all that are not known.
  device_id BIGINT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'session', 'second_factor')),
  -- With those that are being compared.
  wrong_in_a_row BIGINT NOT NULL,
  tried_at BIGINT NOT NULL,
  locked_until BIGINT,
  PRIMARY KEY (account_id, device_id, purpose)
);

INSERT INTO sign_in_locks_new (account_id, device_id, purpose, wrong_in_a_row, tried_at, locked_until)
SELECT account_id, device_id, 'sign_in', wrong_in_a_row, 0, locked_until FROM sign_in_locks;

DROP TABLE sign_in_locks;

ALTER TABLE sign_in_locks_new RENAME TO sign_in_locks;

ALTER TABLE postal_codes ADD COLUMN wrong_attempts BIGINT NOT NULL DEFAULT 0;

-- Mails to typed addresses within an hour, by account and by company.
CREATE TABLE mail_senders (
  sender TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  mails BIGINT NOT NULL,
  counted_until BIGINT NOT NULL
);
