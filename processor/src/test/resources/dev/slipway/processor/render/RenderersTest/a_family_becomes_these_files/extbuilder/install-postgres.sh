#!/bin/sh
set -eu
echo "installing ${PG_VERSIONS}"
