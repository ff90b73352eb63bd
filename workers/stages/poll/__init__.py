"""How feeds are visited: what a visit leaves, when the next is due, how the feed is doing."""

from workers.stages.poll.alarms import alarms as alarms
from workers.stages.poll.french import in_french as in_french
from workers.stages.poll.health import Trouble as Trouble
from workers.stages.poll.health import daily as daily
from workers.stages.poll.health import health as health
from workers.stages.poll.health import usual_week as usual_week
from workers.stages.poll.health import week as week
from workers.stages.poll.health import weekdays as weekdays
from workers.stages.poll.intervals import interval as interval
from workers.stages.poll.intervals import next_due as next_due
from workers.stages.poll.outage import LOOK_BACK as LOOK_BACK
from workers.stages.poll.outage import own_network_down as own_network_down
from workers.stages.poll.rhythm import median_delay as median_delay
from workers.stages.poll.statuses import ASKS_FOR_PEACE as ASKS_FOR_PEACE
from workers.stages.poll.statuses import OF_THE_NETWORK as OF_THE_NETWORK
from workers.stages.poll.statuses import OK as OK
from workers.stages.poll.statuses import status_text as status_text
from workers.stages.poll.validators import body_hash as body_hash
from workers.stages.poll.visits import GAP_MARGIN as GAP_MARGIN
from workers.stages.poll.visits import NOTHING as NOTHING
from workers.stages.poll.visits import Brought as Brought
from workers.stages.poll.visits import entries_missed as entries_missed
from workers.stages.poll.visits import last_of as last_of
from workers.stages.poll.visits import read_again as read_again
from workers.stages.poll.visits import visit_after as visit_after
