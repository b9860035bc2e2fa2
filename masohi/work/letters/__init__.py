"""Letters of every kind: numbered in the issuing unit's register, drawn from its template, kept byte for byte."""
