"""The web reader: Datasette with right-to-left pages made for reading, searching and comparing."""
