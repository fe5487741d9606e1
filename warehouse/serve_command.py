"""`policydw serve`: the site of the published build in a browser, on this machine alone."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse.common_options import Root, paths_of
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from warehouse.paths import Paths


def serve(
    root: Root = None,
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only say the address.")] = False,
) -> None:
    """Show the site of the published build at an address that only this machine can reach."""
    import webbrowser

    from warehouse.site_server import LOOPBACK, listening

    paths = paths_of(root)
    build_id = site_build(paths)
    with listening(paths.site, port) as server:
        address = f"http://{LOOPBACK}:{server.server_address[1]}/"
        typer.echo(f"The site of build {build_id}: {address}")
        typer.echo(f"Its files, which open from the disk as well: {paths.site / 'index.html'}")
        typer.echo(f"The warehouse: {paths.published}")
        typer.echo("Stop with Ctrl-C.")
        if not no_browser:
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo("Stopped.")


def site_build(paths: "Paths") -> str:
    """The build that the site says it is of. Raises WarehouseError where there is no site."""
    from warehouse.companions import SITE_MARK

    mark = paths.site / SITE_MARK
    try:
        return str(json.loads(mark.read_text(encoding="utf-8"))["build_id"])
    except (OSError, ValueError, KeyError) as error:
        raise WarehouseError(
            f"There is no site to show: expected {mark}, found {'none' if not mark.exists() else error}. "
            f"Every publication writes one; make it with: policydw build --rebuild"
        ) from error
