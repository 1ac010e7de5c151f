"""The organisation, its people, how they sign in and which roles they hold."""
