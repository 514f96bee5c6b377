"""The command line: `live-cop` and its commands, one file each. They are thin: the work is done by the library.

What a command needs only when it runs (the server and its libraries) is imported inside it, so that `--help` is quick.
"""

import click

from . import backup, communities, demo, doctor, meetings, move, proxy_config, purge, rehearse, serve, stats, words


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="live-cop")
def main() -> None:
    """The shared surface of a live hybrid meeting."""


for _command in (
    *(serve.serve, proxy_config.proxy_config, demo.demo, backup.backup, backup.restore, purge.purge, move.move),
    *(meetings.meetings, communities.communities, stats.stats, doctor.doctor, rehearse.rehearse, words.words),
):
    main.add_command(_command)
