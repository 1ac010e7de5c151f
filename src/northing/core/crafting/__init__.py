"""The five steps of CRAFT (R28): what each asks for, what is still missing, and whose turn it is."""
