-- Uploaded files of all kinds lie in uploaded_imports now; what was previewed here is uploaded again.
DROP TABLE company_imports;
