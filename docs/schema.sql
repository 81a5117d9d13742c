CREATE TABLE account_second_factors (
  account_id INTEGER NOT NULL PRIMARY KEY REFERENCES accounts (id),
  -- Sealed with a key of the installation.
  secret BLOB NOT NULL,
  confirmed_at INTEGER NOT NULL,
  -- The newest step of 30 seconds whose code was used: each code works once.
  last_step INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL,
  -- Lower case; empty only once the account is deleted.
  email_key TEXT UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  -- Folded last and first name, for search and order.
  name_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'blocked', 'leaving', 'deleted')),
  password_hash TEXT,
  language TEXT NOT NULL DEFAULT 'de',
  created_at INTEGER NOT NULL,
  activated_at INTEGER,
  last_sign_in_at INTEGER,
  deletion_due_at INTEGER,
  CHECK (state <> 'active' OR password_hash IS NOT NULL),
  CHECK ((email_key IS NULL) = (state = 'deleted'))
) STRICT;

CREATE TABLE apprentice_words (
  word TEXT NOT NULL,
  apprentice_id INTEGER NOT NULL REFERENCES apprentices (id),
  PRIMARY KEY (word, apprentice_id)
) STRICT;

CREATE TABLE apprentices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  birth_date TEXT,
  street TEXT NOT NULL,
  postcode TEXT NOT NULL,
  place TEXT NOT NULL,
  email TEXT NOT NULL
, birth_place TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE apprenticeship_companies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  company_id INTEGER NOT NULL REFERENCES companies (id),
  valid_from TEXT,
  valid_until TEXT
) STRICT;

CREATE TABLE apprenticeship_instructors (
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  instructor_id INTEGER NOT NULL REFERENCES instructors (id),
  -- The last day.
  valid_until TEXT NOT NULL,
  -- Its week after ISO 8601, such as 202647.
  last_week INTEGER NOT NULL,
  PRIMARY KEY (apprenticeship_id, instructor_id)
) STRICT;

CREATE TABLE apprenticeships (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The number of the contract; the Azubinummer where the chamber has none.
  number TEXT NOT NULL,
  number_key TEXT NOT NULL UNIQUE,
  apprentice_id INTEGER NOT NULL REFERENCES apprentices (id),
  -- The newest company; who may see what on a day stands in apprenticeship_companies.
  company_id INTEGER NOT NULL REFERENCES companies (id),
  occupation_id INTEGER NOT NULL REFERENCES occupations (id),
  instructor_id INTEGER REFERENCES instructors (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  entered_on TEXT,
  dissolved_on TEXT,
  school TEXT NOT NULL,
  -- Tenths of an hour: 385 is 38,5 hours.
  weekly_tenths INTEGER,
  record_form TEXT NOT NULL CHECK (record_form IN ('digital', 'paper')),
  -- Of the apprentice, for order.
  name_key TEXT NOT NULL,
  content_hash BLOB NOT NULL,
  imported_at INTEGER NOT NULL, end_known_on TEXT, shortened_months INTEGER CHECK (shortened_months BETWEEN 1 AND 36), credited_months INTEGER CHECK (credited_months BETWEEN 1 AND 36), part_time_percent INTEGER CHECK (part_time_percent BETWEEN 50 AND 99),
  CHECK (ends_on >= starts_on)
) STRICT;

CREATE TABLE branch_access (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  head_office_id INTEGER NOT NULL REFERENCES companies (id),
  branch_id INTEGER NOT NULL REFERENCES companies (id),
  granted_at INTEGER NOT NULL,
  granted_by INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by INTEGER,
  CHECK (head_office_id <> branch_id)
) STRICT;

CREATE TABLE chamber_officers (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  rights TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
, ends_on TEXT) STRICT;

CREATE TABLE companies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The chamber's number (Betriebsnummer) as it is printed, and without blanks and signs.
  number TEXT NOT NULL,
  number_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_addition TEXT NOT NULL,
  legal_form TEXT NOT NULL,
  street TEXT NOT NULL,
  postcode TEXT NOT NULL,
  place TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  head_office_id INTEGER REFERENCES companies (id),
  active_from TEXT,
  active_until TEXT,
  name_key TEXT NOT NULL,
  -- Over all that an import brings, so that a line without change is known at once.
  content_hash BLOB NOT NULL,
  imported_at INTEGER NOT NULL
, full_name TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE company_invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  company_id INTEGER NOT NULL REFERENCES companies (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  is_administrator INTEGER NOT NULL CHECK (is_administrator IN (0, 1)),
  rights TEXT NOT NULL,
  valid_until TEXT,
  invited_by INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  decided_at INTEGER
) STRICT;

CREATE TABLE company_members (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  company_id INTEGER NOT NULL REFERENCES companies (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  is_administrator INTEGER NOT NULL CHECK (is_administrator IN (0, 1)),
  rights TEXT NOT NULL,
  valid_until TEXT,
  origin TEXT NOT NULL CHECK (origin IN ('pin', 'invitation', 'chamber')),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  ended_at INTEGER,
  ended_by INTEGER
) STRICT;

CREATE TABLE company_words (
  word TEXT NOT NULL,
  company_id INTEGER NOT NULL REFERENCES companies (id),
  PRIMARY KEY (word, company_id)
) STRICT;

CREATE TABLE credential_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('credentials', 'branches')),
  -- As typed: who asks need not know the right number.
  company_number TEXT NOT NULL,
  company_name TEXT NOT NULL,
  person TEXT NOT NULL,
  email TEXT NOT NULL,
  reason TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'refused')),
  created_at INTEGER NOT NULL,
  -- The officer who looks after it.
  owner_id INTEGER,
  -- The head office that asks; for credentials the company that the chamber found.
  company_id INTEGER REFERENCES companies (id),
  decided_at INTEGER,
  decided_by INTEGER,
  answer TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE delivery_seals (
  delivery_id INTEGER PRIMARY KEY,
  -- Over document, recipient and time of the delivery.
  provided BLOB NOT NULL,
  -- Over time and person of the first opening; empty until then.
  opened BLOB,
  -- 1 for what was delivered before there were seals, and was sealed later as it stood then.
  is_afterwards INTEGER NOT NULL CHECK (is_afterwards IN (0, 1))
) STRICT;

CREATE TABLE "deputyships" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The function that is deputised for. One of a company belongs to the company, the others to who gave them.
  principal_kind TEXT NOT NULL REFERENCES person_kinds (code),
  principal_subject INTEGER NOT NULL,
  given_by INTEGER NOT NULL REFERENCES accounts (id),
  -- Both are empty for an offer to a name that nobody has: the giver must not be told so by the list.
  deputy_account INTEGER REFERENCES accounts (id),
  deputy_company INTEGER REFERENCES companies (id),
  -- The deputy as the giver typed it, and folded: address, user name or company number.
  deputy_name TEXT NOT NULL,
  deputy_key TEXT NOT NULL,
  -- Of a person proposed to the chamber.
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  fields TEXT NOT NULL,
  valid_until TEXT,
  state TEXT NOT NULL
    CHECK (state IN ('proposed', 'offered', 'active', 'declined', 'refused', 'withdrawn')),
  created_at INTEGER NOT NULL,
  -- By the deputy; of a proposal by the chamber.
  decided_at INTEGER,
  decided_by INTEGER,
  ended_at INTEGER,
  ended_by INTEGER,
  -- Why the chamber refused.
  reason TEXT NOT NULL DEFAULT '',
  CHECK (deputy_account IS NULL OR deputy_company IS NULL),
  CHECK (state <> 'active' OR deputy_account IS NOT NULL OR deputy_company IS NOT NULL)
) STRICT;

CREATE TABLE devices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  token_hash BLOB NOT NULL UNIQUE,
  label TEXT NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE document_batch_items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES document_batches (id),
  -- The name of the file in the archive, or the pages of the file that was cut.
  label TEXT NOT NULL,
  -- The number that was found, as it stands there; empty where there is none.
  number TEXT NOT NULL,
  subject_id INTEGER,
  file_id INTEGER REFERENCES stored_files (id),
  page_count INTEGER NOT NULL,
  -- Why it is not issued; empty when it is.
  problem TEXT NOT NULL DEFAULT '',
  document_id INTEGER REFERENCES documents (id)
, usual_pages INTEGER, assigned_by INTEGER) STRICT;

CREATE TABLE document_batch_uploads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  recipient_kind TEXT NOT NULL,
  -- What was uploaded, in the folder of uploads, until it is taken apart; empty after that.
  file_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'read', 'refused')),
  -- Why the upload as a whole was not taken; empty otherwise.
  problem TEXT NOT NULL DEFAULT '',
  batch_id INTEGER REFERENCES document_batches (id),
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  job_id INTEGER,
  CHECK ((state = 'read') = (batch_id IS NOT NULL)),
  CHECK ((state = 'reading') = (file_name <> ''))
) STRICT;

CREATE TABLE document_batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  recipient_kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('previewed', 'running', 'done')),
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  started_by INTEGER,
  job_id INTEGER
, revision INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE document_closures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  reason TEXT NOT NULL,
  -- Of the document.
  state_before TEXT NOT NULL CHECK (state_before IN ('issued', 'revoked')),
  closed_at INTEGER NOT NULL,
  closed_by INTEGER NOT NULL,
  confirmed_at INTEGER,
  confirmed_by INTEGER,
  reopened_at INTEGER,
  reopened_by INTEGER,
  reopening_reason TEXT NOT NULL DEFAULT '',
  CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
  CHECK ((reopened_at IS NULL) = (reopened_by IS NULL)),
  CHECK (confirmed_at IS NULL OR reopened_at IS NULL)
) STRICT;

CREATE TABLE document_drafts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  recipient_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  -- Until it is issued.
  file_id INTEGER REFERENCES stored_files (id),
  -- Of the file as it was uploaded: a lock that was taken off makes it another one.
  uploaded_hash BLOB NOT NULL,
  page_count INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  document_id INTEGER REFERENCES documents (id),
  CHECK ((file_id IS NULL) = (document_id IS NOT NULL))
) STRICT;

CREATE TABLE "document_recipients" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  kind TEXT NOT NULL REFERENCES person_kinds (code),
  subject_id INTEGER NOT NULL,
  provided_at INTEGER NOT NULL,
  opened_at INTEGER,
  opened_by INTEGER,
  -- The deputyship under which it was opened.
  opened_deputyship INTEGER,
  -- When its readers were told, or it was found that there are none.
  told_at INTEGER,
  -- When it was found unread; and when a mail reminded somebody.
  reminder_checked_at INTEGER,
  reminded_at INTEGER,
  -- When an officer had it printed, because nobody opened it.
  printed_at INTEGER,
  UNIQUE (document_id, kind, subject_id),
  CHECK ((opened_at IS NULL) = (opened_by IS NULL))
) STRICT;

CREATE TABLE documents (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('confirmation', 'notice', 'invitation', 'fee', 'certificate', 'other')),
  title TEXT NOT NULL,
  -- Folded, for the search.
  title_key TEXT NOT NULL,
  -- The Prüfcode: letters without hyphens.
  code TEXT NOT NULL UNIQUE,
  -- Names what it was issued for, so that it is issued once; empty for what an officer uploaded and for what was revoked.
  issue_key TEXT UNIQUE,
  apprenticeship_id INTEGER REFERENCES apprenticeships (id),
  file_id INTEGER NOT NULL REFERENCES stored_files (id),
  page_count INTEGER NOT NULL CHECK (page_count > 0),
  key_id INTEGER NOT NULL REFERENCES seal_keys (id),
  state TEXT NOT NULL CHECK (state IN ('issued', 'revoked')),
  issued_at INTEGER NOT NULL,
  issued_by INTEGER,
  revoked_at INTEGER,
  revoked_by INTEGER,
  revocation_reason TEXT NOT NULL DEFAULT '',
  CHECK ((state = 'revoked') = (revoked_at IS NOT NULL))
) STRICT;

CREATE TABLE exam_participants (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  email TEXT NOT NULL,
  street TEXT NOT NULL,
  postcode TEXT NOT NULL,
  place TEXT NOT NULL,
  -- The exam, as the chamber calls it.
  exam TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('external', 'repetition', 'retraining', 'advanced', 'master', 'validation', 'other')),
  -- When the exam is over; nobody is invited to the portal after it.
  ends_on TEXT,
  content_hash BLOB NOT NULL
) STRICT;

CREATE TABLE "exam_person_words" (
  role TEXT NOT NULL REFERENCES person_kinds (code),
  word TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (role, word, person_id)
) STRICT;

CREATE TABLE examiners (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  email TEXT NOT NULL,
  board TEXT NOT NULL,
  -- The last day of the appointment (Berufung).
  appointed_until TEXT,
  content_hash BLOB NOT NULL
, street TEXT NOT NULL DEFAULT '', postcode TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE four_eyes_agreements (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  proposed_by INTEGER NOT NULL REFERENCES accounts (id),
  proposed_at INTEGER NOT NULL,
  agreed_by INTEGER NOT NULL REFERENCES accounts (id),
  agreed_at INTEGER NOT NULL,
  CHECK (agreed_by <> proposed_by)
) STRICT;

CREATE TABLE four_eyes_proposals (
  kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  proposed_by INTEGER NOT NULL REFERENCES accounts (id),
  proposed_at INTEGER NOT NULL,
  PRIMARY KEY (kind, subject_id)
) STRICT;

CREATE TABLE framework_items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  occupation_id INTEGER NOT NULL REFERENCES occupations (id),
  -- Such as 3a.
  code TEXT NOT NULL,
  -- The part of the occupation's profile (Berufsbildposition) that it belongs to.
  section TEXT NOT NULL,
  title TEXT NOT NULL,
  -- Of occupation and code, folded.
  number_key TEXT NOT NULL UNIQUE,
  content_hash BLOB NOT NULL
) STRICT;

CREATE TABLE "function_grants" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL REFERENCES person_kinds (code),
  -- The key of the person in the register of that kind.
  subject_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL CHECK (state IN ('offered', 'held', 'declined', 'ended')),
  origin TEXT NOT NULL CHECK (origin IN ('chamber', 'company', 'letter')),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  decided_at INTEGER,
  ended_at INTEGER,
  -- How often somebody gave a birth date to prove that they are meant.
  proof_tries INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE import_decisions (
  import_id INTEGER NOT NULL REFERENCES uploaded_imports (id),
  conflict TEXT NOT NULL,
  decided_by INTEGER NOT NULL,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (import_id, conflict)
) STRICT;

CREATE TABLE installation (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  noted_at INTEGER NOT NULL
) STRICT;

CREATE TABLE instructors (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  company_id INTEGER NOT NULL REFERENCES companies (id),
  number TEXT NOT NULL,
  number_key TEXT NOT NULL UNIQUE,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  email TEXT NOT NULL,
  active_until TEXT,
  content_hash BLOB NOT NULL
) STRICT;

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  -- Two jobs of one kind with one key are one job.
  delivery_key TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  claimed_until INTEGER,
  finished_at INTEGER,
  progress_done INTEGER NOT NULL DEFAULT 0,
  progress_total INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '',
  result TEXT NOT NULL DEFAULT '',
  UNIQUE (kind, delivery_key)
) STRICT;

CREATE TABLE journal_entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  occurred_at INTEGER NOT NULL,
  actor INTEGER,
  acting_for INTEGER,
  event TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER,
  address TEXT NOT NULL,
  details TEXT NOT NULL,
  position INTEGER UNIQUE,
  seal BLOB
) STRICT;

CREATE TABLE letter_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('making', 'ready', 'posted')),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  letter_count INTEGER NOT NULL,
  page_count INTEGER NOT NULL DEFAULT 0,
  ready_at INTEGER,
  posted_at INTEGER,
  posted_by INTEGER,
  file TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE letters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  -- What the letter is about, as its kind knows it: for a PIN letter the key of the PIN.
  subject_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'printing', 'printed', 'posted', 'withdrawn')),
  created_at INTEGER NOT NULL,
  run_id INTEGER REFERENCES letter_runs (id),
  position_in_run INTEGER, problem TEXT NOT NULL DEFAULT '', problem_addressee TEXT NOT NULL DEFAULT '',
  UNIQUE (kind, subject_id)
) STRICT;

CREATE TABLE mail_senders (
  sender TEXT NOT NULL PRIMARY KEY,
  mails INTEGER NOT NULL,
  counted_until INTEGER NOT NULL
) STRICT;

CREATE TABLE mails (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  recipient_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  content BLOB,
  problem TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE member_revocations (
  member_id INTEGER PRIMARY KEY REFERENCES company_members (id),
  code_hash BLOB,
  expires_at INTEGER,
  used_at INTEGER
) STRICT;

CREATE TABLE occupation_words (
  word TEXT NOT NULL,
  occupation_id INTEGER NOT NULL REFERENCES occupations (id),
  PRIMARY KEY (word, occupation_id)
) STRICT;

CREATE TABLE occupations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  specialisation TEXT NOT NULL,
  -- The length of the training by its regulation.
  months INTEGER NOT NULL CHECK (months BETWEEN 6 AND 48),
  name_key TEXT NOT NULL,
  content_hash BLOB NOT NULL
, law TEXT NOT NULL DEFAULT '' CHECK (law IN ('', 'bbig', 'hwo')), regulation TEXT NOT NULL DEFAULT '', exam_form TEXT NOT NULL DEFAULT ''
  CHECK (exam_form IN ('', 'interim', 'stretched')), first_part_weight INTEGER CHECK (first_part_weight BETWEEN 1 AND 999), task_provider TEXT NOT NULL DEFAULT '', kldb TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE pending_sign_ins (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  token_hash BLOB NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL,
  wrong_attempts INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE person_kinds (
  code TEXT NOT NULL PRIMARY KEY
) STRICT;

CREATE TABLE pin_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  -- Empty where no letter is made: no such company, no address, or one goes there already.
  pin_id INTEGER REFERENCES pins (id)
) STRICT;

CREATE TABLE pins (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  company_id INTEGER NOT NULL REFERENCES companies (id),
  account_id INTEGER,
  origin TEXT NOT NULL CHECK (origin IN ('notice', 'request')),
  state TEXT NOT NULL CHECK (state IN ('requested', 'live', 'used', 'superseded', 'revoked')),
  -- Made when the letter is printed; until then there is no PIN.
  pin_hash BLOB,
  -- Whether it ends with a check character, so that a typing error can be told; PINs of older notices do not.
  has_check INTEGER NOT NULL DEFAULT 1 CHECK (has_check IN (0, 1)),
  requested_at INTEGER NOT NULL,
  printed_at INTEGER,
  expires_at INTEGER,
  used_at INTEGER,
  used_by INTEGER,
  CHECK ((state = 'requested') = (pin_hash IS NULL) OR state IN ('superseded', 'revoked')),
  CHECK ((state = 'used') = (used_at IS NOT NULL))
) STRICT;

CREATE TABLE "postal_codes" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL REFERENCES person_kinds (code),
  subject_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'live', 'used', 'revoked')),
  -- Made when the letter is printed; until then there is no code.
  code_hash BLOB,
  requested_at INTEGER NOT NULL,
  printed_at INTEGER,
  expires_at INTEGER,
  used_at INTEGER,
  wrong_attempts INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE record_assistants (
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  -- The company that assigned; counts only as long as the person acts for it and the apprentice trains there.
  company_id INTEGER NOT NULL REFERENCES companies (id),
  assigned_at INTEGER NOT NULL,
  assigned_by INTEGER NOT NULL,
  PRIMARY KEY (apprenticeship_id, account_id)
) STRICT;

CREATE TABLE record_co_signers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  role TEXT NOT NULL CHECK (role IN ('guardian', 'school', 'site')),
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  -- The name of the school or the place; empty for guardians.
  place TEXT NOT NULL,
  -- The first week that waits, such as 202647; older ones can be read and signed, but nobody has to.
  first_week INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  added_by INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

CREATE TABLE record_companies (
  company_id INTEGER PRIMARY KEY REFERENCES companies (id),
  basis TEXT NOT NULL CHECK (basis IN ('day', 'week'))
) STRICT;

CREATE TABLE record_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  week_id INTEGER NOT NULL REFERENCES record_weeks (id),
  kind TEXT NOT NULL CHECK (kind IN ('submitted', 'returned', 'signed', 'reopened')),
  revision INTEGER NOT NULL,
  occurred_at INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  -- As instructor, company or apprentice: the function that it was done with.
  function TEXT NOT NULL,
  comment TEXT NOT NULL DEFAULT ''
, acting_for TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE record_exports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  code TEXT NOT NULL UNIQUE,
  -- SHA-256 of the file, which is not kept: its content can be printed anew.
  file_hash BLOB NOT NULL,
  page_count INTEGER NOT NULL CHECK (page_count > 0),
  key_id INTEGER NOT NULL REFERENCES seal_keys (id),
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL
) STRICT;

CREATE TABLE record_files (
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  -- SHA-256 of the content, its name in the store.
  hash BLOB NOT NULL,
  byte_count INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  added_by INTEGER NOT NULL,
  PRIMARY KEY (apprenticeship_id, hash)
) STRICT;

CREATE TABLE record_lessons (
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  day TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
  -- Subjects, one in a line.
  topics TEXT NOT NULL,
  PRIMARY KEY (apprenticeship_id, day)
) STRICT;

CREATE TABLE record_looks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  account_id INTEGER NOT NULL,
  looked_at INTEGER NOT NULL,
  -- A week such as 2026-W47; empty for the record as a whole.
  week TEXT NOT NULL
) STRICT;

CREATE TABLE record_papers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  -- The file's name as it is shown, its place in the store, its length.
  name TEXT NOT NULL,
  file_hash BLOB NOT NULL,
  byte_count INTEGER NOT NULL,
  page_count INTEGER NOT NULL CHECK (page_count > 0),
  added_at INTEGER NOT NULL,
  added_by INTEGER NOT NULL,
  -- Who looked through it (§ 14 (2) BBiG); fixed from then on, unless they take that back.
  confirmed_at INTEGER,
  confirmed_by INTEGER,
  confirmed_name TEXT,
  UNIQUE (apprenticeship_id, file_hash, first_day, last_day),
  CHECK (last_day >= first_day)
) STRICT;

CREATE TABLE record_plans (
  apprenticeship_id INTEGER PRIMARY KEY REFERENCES apprenticeships (id),
  -- Days of the vocational school, as digits: 1 is Monday.
  school_days TEXT NOT NULL,
  work_minutes INTEGER NOT NULL CHECK (work_minutes BETWEEN 0 AND 1440),
  school_minutes INTEGER NOT NULL CHECK (school_minutes BETWEEN 0 AND 1440)
) STRICT;

CREATE TABLE record_releases (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  reason TEXT NOT NULL,
  released_at INTEGER NOT NULL,
  -- The last day.
  valid_until TEXT NOT NULL,
  ended_at INTEGER
, origin TEXT NOT NULL DEFAULT 'apprentice'
  CHECK (origin IN ('apprentice', 'exam'))) STRICT;

CREATE TABLE record_reminders (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  choice TEXT NOT NULL DEFAULT 'weekly' CHECK (choice IN ('weekly', 'monthly', 'never')),
  -- The Monday of the week in which it was looked at last.
  checked_on TEXT,
  mailed_at INTEGER
) STRICT;

CREATE TABLE record_requests (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  reason TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  asked_by INTEGER NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused', 'withdrawn')),
  decided_at INTEGER
) STRICT;

CREATE TABLE record_retentions (
  apprenticeship_id INTEGER PRIMARY KEY REFERENCES apprenticeships (id),
  told_at INTEGER NOT NULL,
  erased_at INTEGER
) STRICT;

CREATE TABLE record_sign_offs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  week_id INTEGER NOT NULL REFERENCES record_weeks (id),
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  -- 1 for the first of the apprenticeship.
  position INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  signer_name TEXT NOT NULL,
  function TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  content_hash BLOB NOT NULL,
  previous_hash BLOB NOT NULL,
  hash BLOB NOT NULL, co_signer_id INTEGER REFERENCES record_co_signers (id), acting_for TEXT NOT NULL DEFAULT '',
  UNIQUE (apprenticeship_id, position)
) STRICT;

CREATE TABLE record_templates (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  apprentice_id INTEGER NOT NULL REFERENCES apprentices (id),
  entries TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE record_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  week_id INTEGER NOT NULL REFERENCES record_weeks (id),
  revision INTEGER NOT NULL,
  content TEXT NOT NULL,
  content_hash BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL,
  UNIQUE (week_id, revision)
) STRICT;

CREATE TABLE record_weeks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  apprenticeship_id INTEGER NOT NULL REFERENCES apprenticeships (id),
  iso_year INTEGER NOT NULL,
  iso_week INTEGER NOT NULL CHECK (iso_week BETWEEN 1 AND 53),
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'signed')),
  -- Counts every change of the content: a form that was read before another change is not taken silently.
  revision INTEGER NOT NULL,
  -- What was written, as JSON; its hash is what a sign-off is over.
  content TEXT NOT NULL,
  content_hash BLOB NOT NULL,
  changed_at INTEGER NOT NULL, submitted_at INTEGER,
  UNIQUE (apprenticeship_id, iso_year, iso_week)
) STRICT;

CREATE TABLE recovery_codes (
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  code_hash BLOB NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (account_id, code_hash)
) STRICT;

CREATE TABLE seal_keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- SHA-256 of the certificate, in hexadecimal digits.
  fingerprint TEXT NOT NULL UNIQUE,
  holder TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  first_used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  device_id INTEGER NOT NULL REFERENCES devices (id),
  token_hash BLOB NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  address TEXT NOT NULL,
  -- The function chosen, as its provider names it; empty for none.
  function_key TEXT NOT NULL DEFAULT ''
, second_factor TEXT NOT NULL DEFAULT 'none'
  CHECK (second_factor IN ('none', 'passed')), deputyship_id INTEGER) STRICT;

CREATE TABLE setting_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  changed_by INTEGER
) STRICT;

CREATE TABLE "sign_in_locks" (
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  -- A known device, or 0 for all that are not known.
  device_id INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'session', 'second_factor')),
  -- With those that are being compared.
  wrong_in_a_row INTEGER NOT NULL,
  tried_at INTEGER NOT NULL,
  locked_until INTEGER,
  PRIMARY KEY (account_id, device_id, purpose)
) STRICT;

CREATE TABLE start_codes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('activation', 'invitation', 'reset', 'postal')),
  code_hash BLOB NOT NULL,
  -- The name given when this code was asked for; it becomes the account's when this code is redeemed.
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  wrong_attempts INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER,
  revoked_at INTEGER
) STRICT;

CREATE TABLE stored_files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- SHA-256.
  hash BLOB NOT NULL UNIQUE,
  byte_count INTEGER NOT NULL CHECK (byte_count > 0),
  stored_at INTEGER NOT NULL
) STRICT;

CREATE TABLE stored_keys (
  name TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  renewed_until INTEGER NOT NULL,
  is_done INTEGER NOT NULL CHECK (is_done IN (0, 1))
) STRICT;

CREATE TABLE unknown_attempts (
  day TEXT PRIMARY KEY,
  attempts INTEGER NOT NULL
) STRICT;

CREATE TABLE uploaded_imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  content BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('previewed', 'running', 'done')),
  created_at INTEGER NOT NULL,
  created_by INTEGER,
  job_id INTEGER,
  report TEXT NOT NULL
) STRICT;

CREATE INDEX accounts_by_name ON accounts (name_key, id);

CREATE INDEX accounts_leaving ON accounts (deletion_due_at) WHERE state = 'leaving';

CREATE INDEX accounts_pending ON accounts (created_at) WHERE state = 'pending';

CREATE INDEX apprentice_words_by_apprentice ON apprentice_words (apprentice_id);

CREATE INDEX apprentices_by_birth_date ON apprentices (birth_date) WHERE birth_date IS NOT NULL;

CREATE INDEX apprenticeship_companies_by_apprenticeship ON apprenticeship_companies (apprenticeship_id);

CREATE INDEX apprenticeship_companies_by_company ON apprenticeship_companies (company_id, apprenticeship_id);

CREATE UNIQUE INDEX apprenticeship_companies_open ON apprenticeship_companies (apprenticeship_id)
  WHERE valid_until IS NULL;

CREATE INDEX apprenticeship_instructors_by_instructor ON apprenticeship_instructors (instructor_id, valid_until);

CREATE INDEX apprenticeships_by_apprentice ON apprenticeships (apprentice_id);

CREATE INDEX apprenticeships_by_company ON apprenticeships (company_id, name_key, id);

CREATE INDEX apprenticeships_by_entry ON apprenticeships (entered_on, id) WHERE entered_on IS NOT NULL;

CREATE INDEX apprenticeships_by_instructor ON apprenticeships (instructor_id, name_key, id)
  WHERE instructor_id IS NOT NULL;

CREATE INDEX apprenticeships_by_name ON apprenticeships (name_key, id);

CREATE INDEX apprenticeships_by_occupation ON apprenticeships (occupation_id);

CREATE UNIQUE INDEX branch_access_current ON branch_access (head_office_id, branch_id) WHERE ended_at IS NULL;

CREATE INDEX companies_by_head_office ON companies (head_office_id) WHERE head_office_id IS NOT NULL;

CREATE INDEX companies_by_name ON companies (name_key, id);

CREATE INDEX company_invitations_by_account ON company_invitations (account_id) WHERE state = 'open';

CREATE UNIQUE INDEX company_invitations_open ON company_invitations (company_id, account_id) WHERE state = 'open';

CREATE INDEX company_members_by_account ON company_members (account_id) WHERE ended_at IS NULL;

CREATE UNIQUE INDEX company_members_current ON company_members (company_id, account_id) WHERE ended_at IS NULL;

CREATE INDEX company_words_by_company ON company_words (company_id);

CREATE UNIQUE INDEX credential_requests_branches ON credential_requests (company_id)
  WHERE state = 'open' AND kind = 'branches';

CREATE INDEX credential_requests_open ON credential_requests (created_at, id) WHERE state = 'open';

CREATE INDEX deputyships_by_deputy ON deputyships (deputy_account) WHERE deputy_account IS NOT NULL;

CREATE INDEX deputyships_by_deputy_company ON deputyships (deputy_company) WHERE deputy_company IS NOT NULL;

CREATE INDEX deputyships_by_giver ON deputyships (given_by, id);

CREATE INDEX deputyships_by_principal ON deputyships (principal_kind, principal_subject, id);

CREATE UNIQUE INDEX deputyships_of_companies ON deputyships (principal_kind, principal_subject, deputy_company)
  WHERE state = 'active' AND deputy_company IS NOT NULL;

CREATE UNIQUE INDEX deputyships_of_persons ON deputyships (principal_kind, principal_subject, deputy_account)
  WHERE state = 'active' AND deputy_account IS NOT NULL;

CREATE UNIQUE INDEX deputyships_open ON deputyships (principal_kind, principal_subject, state, deputy_key)
  WHERE state IN ('offered', 'proposed');

CREATE INDEX deputyships_proposed ON deputyships (id) WHERE state = 'proposed';

CREATE INDEX devices_by_account ON devices (account_id, id);

CREATE INDEX devices_by_last_seen ON devices (last_seen_at);

CREATE INDEX document_batch_items_by_batch ON document_batch_items (batch_id, id);

CREATE INDEX document_batch_items_by_file ON document_batch_items (file_id) WHERE file_id IS NOT NULL;

CREATE INDEX document_batch_uploads_open ON document_batch_uploads (id) WHERE state <> 'read';

CREATE UNIQUE INDEX document_closures_standing ON document_closures (document_id) WHERE reopened_at IS NULL;

CREATE INDEX document_drafts_by_file ON document_drafts (file_id) WHERE file_id IS NOT NULL;

CREATE INDEX document_recipients_by_subject ON document_recipients (kind, subject_id, id);

CREATE INDEX document_recipients_unread ON document_recipients (kind, subject_id) WHERE opened_at IS NULL;

CREATE INDEX document_recipients_untold ON document_recipients (id) WHERE told_at IS NULL;

CREATE INDEX document_recipients_waiting ON document_recipients (provided_at, id)
  WHERE opened_at IS NULL AND printed_at IS NULL;

CREATE INDEX documents_by_apprenticeship ON documents (apprenticeship_id) WHERE apprenticeship_id IS NOT NULL;

CREATE INDEX documents_by_file ON documents (file_id);

CREATE INDEX exam_participants_by_name ON exam_participants (name_key, id);

CREATE INDEX exam_person_words_by_person ON exam_person_words (role, person_id);

CREATE INDEX examiners_by_name ON examiners (name_key, id);

CREATE INDEX four_eyes_agreements_by_subject ON four_eyes_agreements (kind, subject_id, id);

CREATE INDEX framework_items_by_occupation ON framework_items (occupation_id, id);

CREATE INDEX function_grants_by_account ON function_grants (account_id, kind) WHERE state IN ('offered', 'held');

CREATE UNIQUE INDEX function_grants_current ON function_grants (kind, subject_id) WHERE state IN ('offered', 'held');

CREATE INDEX instructors_by_company ON instructors (company_id, name_key, id);

CREATE INDEX jobs_finished ON jobs (finished_at) WHERE state = 'done';

CREATE INDEX jobs_to_do ON jobs (due_at, id) WHERE state IN ('waiting', 'running');

CREATE INDEX journal_entries_by_actor ON journal_entries (actor, id);

CREATE INDEX journal_entries_by_subject ON journal_entries (subject_kind, subject_id, id);

CREATE INDEX journal_entries_unsealed ON journal_entries (id) WHERE position IS NULL;

CREATE INDEX letters_by_run ON letters (run_id, position_in_run);

CREATE INDEX letters_waiting ON letters (kind, id) WHERE state = 'waiting';

CREATE INDEX mails_by_account ON mails (account_id, id);

CREATE INDEX mails_by_recipient ON mails (recipient_key, kind, created_at);

CREATE INDEX occupations_by_name ON occupations (name_key, id);

CREATE INDEX pending_sign_ins_by_account ON pending_sign_ins (account_id);

CREATE INDEX pin_requests_by_account ON pin_requests (account_id, id);

CREATE INDEX pins_by_account ON pins (account_id, company_id, id) WHERE account_id IS NOT NULL;

CREATE UNIQUE INDEX pins_by_hash ON pins (company_id, pin_hash) WHERE pin_hash IS NOT NULL;

CREATE INDEX pins_requested ON pins (company_id, requested_at) WHERE origin = 'request';

CREATE INDEX pins_without_check ON pins (id) WHERE has_check = 0 AND state = 'live';

CREATE INDEX postal_codes_by_person ON postal_codes (kind, subject_id, id);

CREATE UNIQUE INDEX postal_codes_open ON postal_codes (kind, subject_id) WHERE state IN ('requested', 'live');

CREATE INDEX record_assistants_by_account ON record_assistants (account_id, company_id);

CREATE UNIQUE INDEX record_co_signed_once ON record_sign_offs (co_signer_id, week_id, revision)
  WHERE co_signer_id IS NOT NULL;

CREATE INDEX record_co_signers_by_apprenticeship ON record_co_signers (apprenticeship_id, id);

CREATE INDEX record_events_by_week ON record_events (week_id, id);

CREATE INDEX record_exports_by_hash ON record_exports (file_hash);

CREATE INDEX record_files_by_hash ON record_files (hash);

CREATE INDEX record_looks_by_apprenticeship ON record_looks (apprenticeship_id, id);

CREATE INDEX record_papers_by_apprenticeship ON record_papers (apprenticeship_id, first_day, id);

CREATE INDEX record_releases_by_apprenticeship ON record_releases (apprenticeship_id, id);

CREATE INDEX record_requests_by_apprenticeship ON record_requests (apprenticeship_id, id);

CREATE UNIQUE INDEX record_requests_open ON record_requests (apprenticeship_id) WHERE state = 'open';

CREATE INDEX record_sign_offs_by_week ON record_sign_offs (week_id);

CREATE INDEX record_templates_by_apprentice ON record_templates (apprentice_id, id);

CREATE INDEX record_weeks_by_state ON record_weeks (apprenticeship_id, state, iso_year, iso_week);

CREATE INDEX record_weeks_waiting ON record_weeks (apprenticeship_id, iso_year, iso_week) WHERE state = 'submitted';

CREATE INDEX sessions_by_account ON sessions (account_id, id);

CREATE INDEX sessions_by_device ON sessions (device_id);

CREATE INDEX setting_changes_by_key ON setting_changes (key, valid_from, id);

CREATE INDEX start_codes_by_account ON start_codes (account_id, id);

CREATE VIEW account_facts AS
-- An account as its person and the chamber see it. email_key: the address in the form in which accounts are told
-- apart; name_key: folded last and first name, for order; last_sign_in_at: microseconds since 1970 in UTC.
SELECT id, email, email_key, first_name, last_name, name_key, state, last_sign_in_at
FROM accounts;

CREATE VIEW account_functions AS
-- Which function an account was given for a person of a register: kind and subject_id name the person. state:
-- 'offered', 'held', 'declined' or 'ended'; created_at and decided_at: microseconds since 1970 in UTC.
SELECT kind, subject_id, account_id, state, created_at, decided_at
FROM function_grants;

CREATE VIEW account_names AS
-- How the person of an account is called, for what tells who did something. Both names are empty once it is deleted.
SELECT id, first_name, last_name
FROM accounts;

CREATE VIEW apprentice_facts AS
-- Who is or was trained. birth_date: a calendar date, null where the chamber did not tell it; birth_place: empty
-- where the chamber did not tell it.
SELECT id, number, first_name, last_name, birth_date, birth_place, street, postcode, place
FROM apprentices;

CREATE VIEW company_facts AS
-- A company as the chamber's register has it. number_key: its number without blanks and signs; full_name: with its
-- legal form; active_from and active_until: calendar dates, the last day included, null where there is no limit.
SELECT id, number, number_key, full_name, name_addition, street, postcode, place, active_from, active_until
FROM companies;

CREATE VIEW company_people AS
-- Which account acts for a company, and did. rights: words with commas between them, for those who are no
-- administrator; valid_until: the last day, a calendar date; ended_at: microseconds since 1970 in UTC; ended_by: the
-- account that ended it, null where nobody of the company did.
SELECT company_id, account_id, is_administrator, rights, valid_until, ended_at, ended_by
FROM company_members;

CREATE VIEW company_search_words AS
-- The folded words by which a search finds a company.
SELECT word, company_id
FROM company_words;

CREATE VIEW former_instructors AS
-- Who was the instructor of an apprenticeship before. valid_until: the last day, a calendar date; last_week: its week
-- after ISO 8601, such as 202647.
SELECT apprenticeship_id, instructor_id, valid_until, last_week
FROM apprenticeship_instructors;

CREATE VIEW instructor_names AS
-- How an instructor is called.
SELECT id, first_name, last_name
FROM instructors;

CREATE VIEW job_states AS
-- How far a job is: 'waiting', 'running', 'done' or 'failed'.
SELECT id, state
FROM jobs;

CREATE VIEW occupation_names AS
-- An occupation to train for. number_key: its number without blanks and signs; specialisation: empty where it has
-- none; law: bbig or hwo, empty where the chamber did not tell it.
SELECT id, number_key, name, specialisation, law
FROM occupations;

CREATE VIEW seal_terms AS
-- Until when the chamber's key behind a seal is valid: microseconds since 1970 in UTC.
SELECT id, valid_until
FROM seal_keys;

CREATE VIEW training_companies AS
-- Which company trains, or trained, in an apprenticeship. Both days are calendar dates that count, null where there
-- is no limit.
SELECT apprenticeship_id, company_id, valid_from, valid_until
FROM apprenticeship_companies;

CREATE VIEW trainings AS
-- An entered apprenticeship. company_id: the newest company, others stand in training_companies; starts_on to
-- end_known_on: calendar dates, end_known_on the day since which an earlier end is known; weekly_tenths: tenths of an
-- hour; shortened_months, credited_months, part_time_percent: how the contract differs from the rule, null where it
-- does not; name_key: of the apprentice, for order; imported_at: microseconds since 1970 in UTC.
SELECT id, number, apprentice_id, company_id, occupation_id, instructor_id, starts_on, ends_on, entered_on,
  dissolved_on, end_known_on, school, weekly_tenths, record_form, shortened_months, credited_months,
  part_time_percent, name_key, imported_at
FROM apprenticeships;
