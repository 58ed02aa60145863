#!/bin/sh
#
# Builds uncrustify from /src/uncrustify.tar.gz and installs it under /usr/local, with the C++ runtime inside.

set -eu

mkdir /src/uncrustify
tar -xzf /src/uncrustify.tar.gz -C /src/uncrustify --strip-components 1
cmake -S /src/uncrustify -B /src/build -DCMAKE_BUILD_TYPE=Release -DCMAKE_EXE_LINKER_FLAGS=-static
cmake --build /src/build --parallel "$(nproc)"
cmake --install /src/build --strip
