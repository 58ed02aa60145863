#!/bin/sh
# Installs releases of LLVM side by side.
#   VERSIONS  "14 15"
set -eu
export DEBIAN_FRONTEND=noninteractive SOURCE_DATE_EPOCH=315532800
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update
packages=
for version in $VERSIONS; do
    packages="$packages llvm-$version"
done
# shellcheck disable=SC2086 # a list of words
apt-get install --yes --no-install-recommends $packages
rm -f /var/log/alternatives.log /var/log/apt/* /var/log/dpkg.log /var/cache/ldconfig/aux-cache
