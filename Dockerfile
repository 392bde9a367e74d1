# Builds Potluck and puts the one binary into a small image. It builds for the machine that it is built on
# (x86-64 or 64-bit ARM, such as a Raspberry Pi 4), or for both:
#
#   docker buildx build --platform linux/amd64,linux/arm64 -t potluck .
#
# Not tried where it was written: no container engine runs there. docs/admin/containers.md says what was checked.

FROM rust:1.95-bookworm AS build
ARG TARGETARCH
WORKDIR /build
COPY . .
# OpenSSL, libpq and SQLite are built in, from source, for the machine's own kind. A Raspberry Pi 5 may have memory
# pages of 16 KiB: the allocator is told of up to 64 (2 to the 16th), which does for smaller ones too.
RUN --mount=type=cache,target=/usr/local/cargo/registry,id=cargo-registry \
    --mount=type=cache,target=/build/target,id=cargo-target-$TARGETARCH \
    if [ "$TARGETARCH" = arm64 ]; then export JEMALLOC_SYS_WITH_LG_PAGE=16; fi \
    && cargo build --release --locked \
    && cp target/release/potluck /usr/local/bin/potluck \
    && strip --strip-debug /usr/local/bin/potluck

FROM debian:bookworm-slim
# The certificates of the world, to reach other servers; nothing else is needed.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/potluck --create-home --shell /usr/sbin/nologin potluck
COPY --from=build /usr/local/bin/potluck /usr/local/bin/potluck
COPY LICENSE /usr/share/doc/potluck/LICENSE
USER potluck
WORKDIR /var/lib/potluck
VOLUME /var/lib/potluck
ENV POTLUCK_DATA_DIR=/var/lib/potluck \
    POTLUCK_BIND=0.0.0.0:8000
EXPOSE 8000
STOPSIGNAL SIGTERM
# Ready means that the database answers too. bash speaks TCP by itself, so the image needs no other client.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD \
    ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8000 && printf 'GET /readyz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["potluck"]
CMD ["serve"]
