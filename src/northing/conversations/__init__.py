"""What people say about goals: comments, mentions, reactions."""
