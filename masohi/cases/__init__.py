"""What the court sends: people and orders. Knows nothing of sites: a court can sentence before any site exists."""
