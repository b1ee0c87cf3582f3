"""Understanding: from what people type to facts with the words they were read from."""
