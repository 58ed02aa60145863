#!/bin/sh
set -eu
mkdir -p /build/out
