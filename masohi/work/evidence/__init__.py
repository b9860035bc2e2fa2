"""What an order's letter rests on, as one file that proves itself without this program."""
