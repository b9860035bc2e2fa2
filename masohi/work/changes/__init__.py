"""An order changes or ends while people are placed: sessions and credit follow what the court or the jaksa decided."""
