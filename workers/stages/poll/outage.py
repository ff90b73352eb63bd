"""Whether it is our own network that is down, and not the feeds."""

from datetime import timedelta

LOOK_BACK = timedelta(minutes=10)
FEWEST_HOSTS = 3  # below that, one site's trouble could look like ours
MOST_SHARE = 0.5


def own_network_down(*, reached: int, unreached: int) -> bool:
    """Whether most of the hosts that were tried in the last ten minutes could not be reached at all."""
    tried = reached + unreached
    return tried >= FEWEST_HOSTS and unreached > MOST_SHARE * tried
