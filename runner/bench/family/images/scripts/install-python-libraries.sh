#!/bin/sh
# Installs the libraries of tests that are written in Python.
set -eu
export DEBIAN_FRONTEND=noninteractive SOURCE_DATE_EPOCH=315532800
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update
apt-get install --yes --no-install-recommends \
    python3-construct python3-cryptography python3-docopt python3-filelock python3-flask python3-pip python3-psycopg2 \
    python3-pytest python3-pytest-asyncio python3-pytest-timeout python3-pytest-xdist python3-yaml
rm -f /var/log/alternatives.log /var/log/apt/* /var/log/dpkg.log /var/cache/ldconfig/aux-cache
