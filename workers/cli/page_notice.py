"""What `beffroi up` says of the page: its address, or why there is none."""

from dataclasses import dataclass

from workers.news.errors import NewsError
from workers.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNotice:
    """The page's address, or why it is not served; neither where no page is wanted."""

    address: str = ""
    trouble: str = ""

    @property
    def served(self) -> bool:
        """Whether there is a page."""
        return bool(self.address)


NO_PAGE = PageNotice()


def page_notice(settings: Settings) -> PageNotice:
    """Tries the page's address; what is wrong with it stops the page alone, and the rest goes on."""
    from workers.page.serving import PortTaken, address, bound

    if not settings.page_port:
        return NO_PAGE
    try:
        bound(settings).close()
    except PortTaken:
        return PageNotice(
            trouble=f"sans page : le port {settings.page_port} est pris par un autre programme ; "
            "BEFFROI_PAGE_PORT en choisit un autre"
        )
    except NewsError as error:
        return PageNotice(trouble=f"sans page : {error}")
    return PageNotice(address=address(settings))
