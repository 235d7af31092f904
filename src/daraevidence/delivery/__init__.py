"""Results for users: frames and files."""
