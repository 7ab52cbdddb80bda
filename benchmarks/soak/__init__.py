"""A month of cron runs against a newsroom that lives, in an hour."""
