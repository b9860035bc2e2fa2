"""What grows from it: skills, tools, products, income, and a place in the city again."""
