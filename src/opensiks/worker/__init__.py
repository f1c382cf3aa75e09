"""What the queue does in the background, and when."""
