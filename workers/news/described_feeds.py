"""What each field of a feed's day in the index holds, for docs/fields.md and for Kibana's labels."""

FEED_DAYS = {
    "@timestamp": (
        "Jour",
        "Noon of the day in Paris, or the moment where it is earlier: the time field, in UTC",
    ),
    "day": ("Date", "The day, of Europe/Paris"),
    "feed": ("Flux", "Id of the feed in feeds.yaml"),
    "source": ("Source", "Title of the feed"),
    "entries": ("Publiés", "Entries published on that day, as far as they were seen"),
    "usual": ("Habituels", "Entries usual on such a weekday; missing before two weeks are known"),
    "troubles": (
        "Ennuis",
        "What was wrong with the feed when the day was written last, such as silent or failing",
    ),
    "last_new": ("Dernier article", "When an entry was last seen for the first time"),
    "delay_ms": ("Délai", "Milliseconds from publication to first sight, the median of the last entries"),
}
