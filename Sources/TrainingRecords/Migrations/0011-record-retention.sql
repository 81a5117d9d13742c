-- Records that will be erased: since when whoever wrote them was told, so that they can take them along, and when it was done.
CREATE TABLE record_retentions (
  apprenticeship_id BIGINT PRIMARY KEY REFERENCES apprenticeships (id),
  told_at BIGINT NOT NULL,
  erased_at BIGINT
);
