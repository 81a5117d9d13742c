-- Which records have a file: asked when one of them is erased, and by the check of all files.
CREATE INDEX record_files_by_hash ON record_files (hash);
