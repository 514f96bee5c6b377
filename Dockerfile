# live_cop in a container: see "In a container" in docs/hosting.md.
FROM python:3.13-slim AS build
# [cluster] for a PostgreSQL database.
ARG EXTRAS=""
WORKDIR /src
COPY . .
# Into a folder of its own, which is all that the second stage takes over. pip compiles it: later nothing can be written
# there, and each process would compile everything anew, which takes longer than all else at its start.
RUN python -m venv /opt/live_cop && /opt/live_cop/bin/pip install --no-cache-dir ".${EXTRAS}"

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin live_cop \
    && install -d -o live_cop -g live_cop -m 700 /data /backups
COPY --from=build /opt/live_cop /opt/live_cop
ENV PATH=/opt/live_cop/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    LIVE_COP_DATA=/data \
    LIVE_COP_HOST=0.0.0.0 \
    LIVE_COP_PORT=8000
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
# The first address that is found is that of the first process, where there are several.
HEALTHCHECK --interval=10s --timeout=8s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['LIVE_COP_PORT'] + '/healthz', timeout=7)"]
CMD ["live-cop", "serve"]
