"""Who is who: names of all articles, entries of the register and recorded judgements to people."""
