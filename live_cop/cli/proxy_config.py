"""`live-cop proxy-config`: prints the configuration of a proxy in front of several processes.

The proxy leads each request by the code of its meeting, so that a meeting stays at one process; where that is gone, to
the next one. Where a request says at which process its meeting is (`?at=`), it goes there. See web/http/routing.py.
"""

from collections.abc import Iterator

import click

from ..settings import Settings
from . import options

#: Megabytes of a body: the largest file that the server takes, and some more.
LARGEST_MB = 260
#: Seconds that an answer may take: the pictures of a meeting from another server are painted before it comes.
ANSWER_SECONDS = 600


@click.command()
@click.argument("proxy", type=click.Choice(["nginx", "haproxy"]))
@click.option("--processes", type=click.IntRange(1, 64))
@click.option("--host")
@click.option("--port", type=click.IntRange(1, 65535))
@click.option("--listen", default="80", show_default=True)
def proxy_config(proxy: str, processes: int | None, host: str | None, port: int | None, listen: str) -> None:
    settings = options.read_settings(processes=processes, host=host, port=port)
    lines = _nginx(settings, listen) if proxy == "nginx" else _haproxy(settings, listen)
    click.echo("\n".join(lines))


def _servers(settings: Settings) -> list[str]:
    here = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}
    hosts = [here.get(host, host) for host in settings.host.split(",")]
    return [f"{host}:{settings.port + number}" for host in hosts for number in range(settings.processes)]


def _nginx(settings: Settings, listen: str) -> Iterator[str]:
    servers = _servers(settings)
    yield "# For the block http, such as /etc/nginx/conf.d/live_cop.conf. Made by: live-cop proxy-config nginx"
    yield "# Where a request belongs: the code of its meeting, or else its sender."
    yield "map $uri $live_cop_path {"
    yield "    default $remote_addr;"
    yield '    "~^/(?:m|api/meetings)/(?<live_cop_code>[^/]+)" $live_cop_code;'
    yield "}"
    yield "map $arg_m$arg_code $live_cop_key {"
    yield "    default $arg_m$arg_code;"
    yield '    "" $live_cop_path;'
    yield "}"
    yield "map $arg_at $live_cop_upstream {"
    yield "    default live_cop;"
    for number in range(len(servers)):
        yield f"    {number} live_cop_{number};"
    yield "}"
    yield "map $http_upgrade $live_cop_connection {"
    yield "    default upgrade;"
    yield '    "" "";'
    yield "}"
    yield "upstream live_cop {"
    yield "    hash $live_cop_key consistent;"
    for server in servers:
        yield f"    server {server} max_fails=1 fail_timeout=1s;"
    yield "}"
    for number, server in enumerate(servers):
        yield f"upstream live_cop_{number} {{"
        yield f"    server {server} max_fails=1 fail_timeout=1s;"
        for other in servers:
            if other != server:
                yield f"    server {other} backup;"
        yield "}"
    yield "server {"
    yield f"    listen {listen};"
    yield f"    client_max_body_size {LARGEST_MB}m;"
    yield "    # Links of chairs, helpers and communities are secrets. The server has a log without them."
    yield "    access_log off;"
    yield "    location / {"
    yield "        proxy_pass http://$live_cop_upstream;"
    yield "        proxy_http_version 1.1;"
    yield "        proxy_set_header Host $http_host;"
    yield "        proxy_set_header Upgrade $http_upgrade;"
    yield "        proxy_set_header Connection $live_cop_connection;"
    yield "        proxy_set_header X-Forwarded-For $remote_addr;"
    yield "        proxy_set_header X-Forwarded-Proto $scheme;"
    yield "        proxy_set_header X-Forwarded-Host $http_host;"
    yield "        proxy_buffering off;"
    yield "        proxy_connect_timeout 1s;"
    yield f"        proxy_read_timeout {ANSWER_SECONDS}s;"
    yield "    }"
    yield "}"


def _haproxy(settings: Settings, listen: str) -> Iterator[str]:
    servers = _servers(settings)
    yield "# /etc/haproxy/haproxy.cfg. Made by: live-cop proxy-config haproxy"
    yield "defaults"
    yield "    mode http"
    yield "    timeout connect 1s"
    for what in ("client", "server", "tunnel"):
        yield f"    timeout {what} {ANSWER_SECONDS}s"
    yield "    retries 2"
    yield "    option redispatch 1"
    yield "frontend live_cop"
    yield f"    bind {listen if ':' in listen else f':{listen}'}"
    yield "    http-request set-header X-Forwarded-For %[src]"
    yield "    http-request set-header X-Forwarded-Host %[req.hdr(host)]"
    yield "    http-request set-header X-Forwarded-Proto http unless { ssl_fc }"
    yield "    http-request set-header X-Forwarded-Proto https if { ssl_fc }"
    yield "    default_backend live_cop"
    yield "backend live_cop"
    yield "    # Where a request belongs: the code of its meeting, or else its sender."
    yield "    http-request set-var(txn.key) src"
    yield "    http-request set-var(txn.key) path,field(3,/) if { path_beg /m/ }"
    yield "    http-request set-var(txn.key) path,field(4,/) if { path_beg /api/meetings/ }"
    yield "    http-request set-var(txn.key) url_param(code) if { url_param(code) -m found }"
    yield "    http-request set-var(txn.key) url_param(m) if { url_param(m) -m found }"
    yield "    balance hash var(txn.key)"
    yield "    hash-type consistent"
    yield "    option httpchk GET /healthz"
    yield "    timeout check 1s"
    yield "    default-server check inter 500ms fall 3 rise 1 on-marked-down shutdown-sessions"
    for number in range(len(servers)):
        yield f"    use-server p{number} if {{ url_param(at) {number} }} {{ srv_is_up(live_cop/p{number}) }}"
    for number, server in enumerate(servers):
        yield f"    server p{number} {server}"
