"""De assistent: drie vragen voordat een gemeente een registratie toevoegt."""
