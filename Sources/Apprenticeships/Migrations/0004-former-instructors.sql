-- Instructors who trained before another took over: what was handed in to them they still clear for a while.
CREATE TABLE apprenticeship_instructors (
  apprenticeship_id BIGINT NOT NULL REFERENCES apprenticeships (id),
  instructor_id BIGINT NOT NULL REFERENCES instructors (id),
  -- The last day.
  valid_until TEXT NOT NULL,
  -- Its week after ISO 8601, such as 202647.
  last_week BIGINT NOT NULL,
  PRIMARY KEY (apprenticeship_id, instructor_id)
);

CREATE INDEX apprenticeship_instructors_by_instructor ON apprenticeship_instructors (instructor_id, valid_until);
