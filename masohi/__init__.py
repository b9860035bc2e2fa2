"""Masohi: kerja sosial dan reintegrasi, from a court's verdict to a certificate that the hours were worked."""

__version__ = "0.1.0"
