"""From the bytes that a feed answered to the entries it announces."""
