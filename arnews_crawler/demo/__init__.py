"""The demo newsroom: a generated Arabic news site whose truth is known."""
