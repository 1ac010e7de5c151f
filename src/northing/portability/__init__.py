"""OKRs that come from elsewhere: reading files, matching them with what is here, reporting what was left out."""
