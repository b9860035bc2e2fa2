"""From a missed session to the jaksa's decision: the steps of the ladder, and below `breach` the file of an order."""
