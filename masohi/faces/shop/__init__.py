"""The shop of what is made in class: for buyers, who need no account and learn no maker."""
