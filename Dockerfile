# One image for every service; docker-compose.yml gives each its command.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/beffroi
COPY requirements.lock .
RUN /opt/beffroi/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY pyproject.toml README.md ./
COPY workers workers
RUN /opt/beffroi/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
# The volume that setup leaves its key in takes the owner of /run/beffroi.
RUN groupadd --system --gid 10001 beffroi \
    && useradd --system --uid 10001 --gid 10001 --create-home --home-dir /var/lib/beffroi beffroi \
    && install -d -o beffroi -g beffroi /run/beffroi
COPY --from=build /opt/beffroi /opt/beffroi
COPY feeds.yaml /etc/beffroi/feeds.yaml
ENV PATH=/opt/beffroi/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1 \
    MALLOC_ARENA_MAX=1 \
    BEFFROI_CONFIG=/etc/beffroi/feeds.yaml \
    BEFFROI_STATE=/var/lib/beffroi \
    BEFFROI_LOG_FORMAT=json
USER 10001:10001
WORKDIR /var/lib/beffroi
CMD ["beffroi", "--help"]
