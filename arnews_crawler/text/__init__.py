"""Arabic text: what is stored (clean), what is compared (fold, stem), what it says (dates, language)."""
