"""How readable the texts are: every text the assistant has, and advices it makes."""
