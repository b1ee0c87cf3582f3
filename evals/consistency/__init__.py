"""How consistent the advice is: runs of all variants of the cases, their figures, and two runs compared."""
