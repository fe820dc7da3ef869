"""What other rooms add to this one's pages; each appends a function to a list when its app is ready."""

# Called with a language; returns cards of what was published last, for readers whose address leads nowhere.
newest = []
# Called with the path of an address that leads nowhere; returns where its readers are sent instead, or "".
moved = []
# Called with nothing; each returns a sentence on its work that is overdue, "" where none is.
late = []
# Called with a person at the desk; each returns (words, address) for the header of every page there, or None.
desk_links = []
# Called with the desk's log of recent actions, as a queryset, and a person; each returns those the person may read.
recent = []
