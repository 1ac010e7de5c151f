"""The method as pure Python: standard library only, no clock, no input or output; `today` is always an argument."""
