"""The file about an order whose hours are not done: drawn up by the PK, decided by the jaksa alone (KUHP 85(7)-(8))."""
