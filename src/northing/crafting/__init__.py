"""How a team's set of OKRs comes about: the five steps of CRAFT (R28), who does what, and what the sponsor decides."""
