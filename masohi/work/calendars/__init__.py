"""What people are told of their dates, by whom and how; one date moved by hand; calendars that others subscribe to."""
