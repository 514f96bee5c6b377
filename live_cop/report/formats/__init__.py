"""The file formats of a report; each module makes one of them and knows only the blocks of a document."""
