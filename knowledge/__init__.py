"""The retrieval index: own-words passages with their source, searched by meaning and by word."""
