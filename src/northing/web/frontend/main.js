// Everything that moves. Pages work without it: each of these only makes a working page quicker.
import "htmx.org";
import "../components/*/*.js";
import "../screens/*/*.js";
