"""Every written form of a French term: number, gender, compounds, spellings."""

from workers.french.forms.form import Form as Form
from workers.french.forms.term import explained as explained
from workers.french.forms.term import forms as forms
from workers.french.forms.term import is_gendered as is_gendered
