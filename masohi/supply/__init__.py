"""What partners bring: agreements, and the sites that rest on them."""
