"""The hostile newsroom: each fault that a news site can have, served for real on the loopback address."""
