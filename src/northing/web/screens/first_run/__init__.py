"""The first page of an empty Northing: the organisation, its first administrator and its first cycles."""
