-- Records that will be erased: since when whoever wrote them was told, so that they can take them along.
CREATE TABLE record_retentions (
  apprenticeship_id BIGINT PRIMARY KEY REFERENCES apprenticeships (id),
  told_at BIGINT NOT NULL
);
