"""Numbered letters of this chapter: they alone know the registers of `work`."""
