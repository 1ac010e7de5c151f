"""The cycles an organisation runs: strategic, annual, quarterly and monthly, and their calendars."""
