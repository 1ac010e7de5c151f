"""What a link at the foot of a mail leads to, without signing in."""
