"""What the commands of `drievragen` do, apart from talking: advice on facts, searching, documents, checks."""
