CREATE INDEX devices_by_last_seen ON devices (last_seen_at);
CREATE INDEX sessions_by_device ON sessions (device_id);
