FROM scratch AS slipway.file.1.keys-pgdg-asc
COPY keys/pgdg.asc /keys/pgdg.asc

FROM slipway.stage.1.compilerbase-compilerbase AS slipway.stage.2.extbuilder-16-13-extbuilder
COPY --from=slipway.file.1.keys-pgdg-asc --chmod=0644 keys/pgdg.asc /usr/share/keyrings/pgdg.asc
COPY --chmod=0644 <<'EOF' /etc/apt/sources.list.d/pgdg.sources
Types: deb
URIs: https://pgdg.example/apt
Suites: bookworm-pgdg
Components: main
Signed-By: /usr/share/keyrings/pgdg.asc
EOF
ARG PG_MAJOR="16"
RUN --mount=type=cache,target=/var/cache/apt,sharing=private \
    --mount=type=cache,target=/var/lib/apt/lists,sharing=private <<'EOF'
export DEBIAN_FRONTEND="noninteractive"
export SOURCE_DATE_EPOCH="315532800"
set -eu
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update
apt-get install --yes --no-install-recommends \
    "postgresql-${PG_MAJOR}"
rm -f /var/log/alternatives.log /var/log/apt/* /var/log/dpkg.log /var/cache/ldconfig/aux-cache
EOF
