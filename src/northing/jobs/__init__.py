"""What happens by itself: the timetable of the server."""
