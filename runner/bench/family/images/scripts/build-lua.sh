#!/bin/sh
# Compiles the interpreter of Lua whose source is in /src, and leaves it in /out.
set -eu
mkdir -p /tmp/lua /out
tar --extract --gzip --file /src/lua.tar.gz --directory /tmp/lua --strip-components=1
make --directory /tmp/lua linux
make --directory /tmp/lua install INSTALL_TOP=/out
rm -r /tmp/lua
