"""How well Dutch free text is understood: an authored set, training of the classifiers, measurement."""
