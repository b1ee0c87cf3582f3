"""How well personal data are recognised: an authored set of lines, precision and recall for each kind."""
