"""Feeds with whole texts, each beginning with what AI did: RSS, Atom and JSON Feed say the same."""
