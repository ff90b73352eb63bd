"""feeds.yaml to Feed, Watch and Channel; every mistake with its place."""
