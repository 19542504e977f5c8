-- Schema 2: what a closed review keeps for ever (model/review/frozen_review.h). `version`: of the layout of `data`;
-- `checksum`: SHA-256 of what `data` holds, which is compressed. Written once, when the review is closed.
CREATE TABLE closed_reviews (
    review INTEGER PRIMARY KEY REFERENCES reviews(id),
    version INTEGER NOT NULL,
    checksum TEXT NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE TRIGGER closed_reviews_stay BEFORE UPDATE ON closed_reviews
BEGIN
    SELECT RAISE(ABORT, 'a closed review stays as it was');
END;
