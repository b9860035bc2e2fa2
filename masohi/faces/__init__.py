"""How people see it. Faces parse, call a deed or a query, and render; they know every chapter and not each other."""
