"""Every port in memory: for tests, and as the plainest reading of what each port promises."""
