"""What every address answers to everybody; a package, so that its company leaves with it."""
