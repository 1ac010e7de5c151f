"""Settings: people, teams, cycles, the organisation, one's own profile, and the log."""
