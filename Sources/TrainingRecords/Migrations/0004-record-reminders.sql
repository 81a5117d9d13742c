-- Since when a week waits.
ALTER TABLE record_weeks ADD COLUMN submitted_at BIGINT;

UPDATE record_weeks SET submitted_at = changed_at WHERE state = 'submitted';

-- How often an account wants to be reminded, and when it was.
CREATE TABLE record_reminders (
  account_id BIGINT PRIMARY KEY REFERENCES accounts (id),
  choice TEXT COLLATE "C" NOT NULL DEFAULT 'weekly' CHECK (choice IN ('weekly', 'monthly', 'never')),
  -- The Monday of the week in which it was looked at last.
  checked_on TEXT,
  mailed_at BIGINT
);
