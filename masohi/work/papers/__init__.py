"""Letters that an officer writes from an order or a session: what they tell, who may write them, in whose name."""
