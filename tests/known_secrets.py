"""Secrets of the tests: whatever holds one of them was told too much."""

from mail_server import PASSWORD

WATCHLIST_SECRET = "s3cr3t-de-la-r3daction"
TOKEN = "jeton-tres-secret-8f2c"
SECRETS = (PASSWORD, WATCHLIST_SECRET, TOKEN)
