"""The guide: what each rule of the coach is, why, how to do better, with examples."""
