"""The password, where the page asks for one."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from workers.page.posting import Form, posted
from workers.page.rendering import page
from workers.page.security import READER, VISITOR, Attempts, Door
from workers.page.world import World


def routes(world: World, door: Door) -> list[Route]:
    """Gives the form, its answer, and the way out."""
    entering = _Entering(world, door)
    return [
        Route("/entrer", entering.form),
        Route("/entrer", posted(door, entering.enter), methods=["POST"]),
        Route("/sortir", posted(door, entering.leave), methods=["POST"]),
    ]


class _Entering:
    def __init__(self, world: World, door: Door) -> None:
        self._world = world
        self._door = door
        self._attempts = Attempts()

    def form(self, request: Request) -> Response:
        there = _within(request.query_params.get("vers", "/"))
        if self._door.lets_in(request):
            return RedirectResponse(there, 303)
        return self._page(request, there, "", 200)

    def enter(self, request: Request, form: Form) -> Response:
        address = request.client.host if request.client else ""
        there = _within(form.get("vers", "/"))
        now = self._door.now()
        if wait := self._attempts.wait(address, now):
            answer = self._page(request, there, "Trop d’essais : attendez quelques minutes.", 429)
            answer.headers["retry-after"] = str(int(wait.total_seconds()) + 1)
            return answer
        if not self._door.is_password(form.get("password", "")):
            self._attempts.failed(address, now)
            return self._page(request, there, "Ce n’est pas le mot de passe.", 403)
        answer = RedirectResponse(there, 303)
        answer.headers.append("set-cookie", self._door.session_cookie(self._door.new(READER)))
        return answer

    def leave(self, request: Request, form: Form) -> Response:
        del request, form
        answer = RedirectResponse("/entrer", 303)
        answer.headers.append("set-cookie", self._door.session_cookie(self._door.new(VISITOR)))
        return answer

    def _page(self, request: Request, there: str, wrong: str, status: int) -> Response:
        return page(request, self._world, "entering.html", {"there": there, "wrong": wrong}, status=status)


def _within(path: str) -> str:
    """A path of this page only: `//host`, a backslash or a control character would lead elsewhere."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if plain and path.isprintable() and "\\" not in path else "/"
