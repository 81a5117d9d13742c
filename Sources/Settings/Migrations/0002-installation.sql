-- What the database knows about the installation it belongs to: a check value of its secret, that it is a demo chamber.
CREATE TABLE installation (
  key TEXT COLLATE "C" PRIMARY KEY,
  value TEXT NOT NULL,
  noted_at BIGINT NOT NULL
);
