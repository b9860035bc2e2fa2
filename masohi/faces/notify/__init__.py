"""Messages to people: a reader of the ledger and of the clock that fills an outbox, and a sender that empties it."""
