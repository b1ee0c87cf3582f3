"""Documents for the file: the advice and the decision as one note, in Word and as an accessible PDF.

`note` and `burden` are light; `word`, `pdf` and `picture` load a library, so import them where they are used.
"""
