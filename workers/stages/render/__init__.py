"""From a notice to what each kind of channel is sent: pure, each text of the web escaped for its target."""

from workers.stages.render.facts import sample as sample
from workers.stages.render.feeds import atom as atom
from workers.stages.render.feeds import json_feed as json_feed
from workers.stages.render.mail import mail as mail
from workers.stages.render.posts import Post as Post
from workers.stages.render.posts import post as post
from workers.stages.render.sheet import sheet as sheet
from workers.stages.render.syslog import syslog as syslog
from workers.stages.render.templates import PARTS as PARTS
from workers.stages.render.templates import rendered as rendered
from workers.stages.render.templates import template_trouble as template_trouble
