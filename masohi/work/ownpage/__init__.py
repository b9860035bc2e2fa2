"""The page of the person themselves: a secret link, six digits for more, excuses and complaints through it."""
