"""A team's set of OKRs on its way from a blank sheet to everybody (R28): the writing surface and the four steps after it."""
