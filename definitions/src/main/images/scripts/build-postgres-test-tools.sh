#!/bin/bash
#
# Builds what PostgreSQL's server packages leave out and Citus' tests need: the isolation tester, regress.so and the
# regression suite, from the source of exactly the release that is installed. They are left under /out.
#
#   PG_VERSION  the release: 16.13, 18~beta1
#   PG_MAJOR    its major release
#   PG_SOURCE   where PostgreSQL publishes its sources
#   PG_SHA256   the checksum of the release's .tar.bz2; without one, the checksum published beside it is used

set -euo pipefail

: "${PG_VERSION:?}" "${PG_MAJOR:?}" "${PG_SOURCE:?}"
patches=/run/slipway/patches/$PG_VERSION
# Debian's way of writing a pre-release, 18~beta1, is not that of its authors: 18beta1.
release=${PG_VERSION//\~/}
tarball=postgresql-$release.tar.bz2
url=$PG_SOURCE/v$release/$tarball

fetch() {
    curl --fail --location --silent --show-error --retry 3 --output "$2" "$1"
}

mkdir -p /src /out
cd /src
fetch "$url" "$tarball"
if [ -z "${PG_SHA256:-}" ]; then
    echo "build-postgres-test-tools: no checksum is known of $tarball, so the one beside it has to do" >&2
    fetch "$url.sha256" "$tarball.sha256"
    PG_SHA256=$(cut -d ' ' -f 1 "$tarball.sha256")
fi
sha256sum --check <<< "$PG_SHA256  $tarball"
tar --extract --file "$tarball"

cd "postgresql-$release"
if [ -d "$patches" ]; then
    git apply --verbose "$patches"/*.patch
fi
mkdir build
cd build
../configure --quiet --prefix "/usr/lib/postgresql/$PG_MAJOR"
make --silent --jobs="$(nproc)" -C src/test/isolation all
make --silent --jobs="$(nproc)" -C src/test/regress all

tools=/out/build/postgresql-$PG_MAJOR/build/src/test/isolation
libraries=/out/usr/lib/postgresql/$PG_MAJOR/lib
install -D --target-directory "$tools" src/test/isolation/pg_isolation_regress src/test/isolation/isolationtester
install -D --mode 0644 --target-directory "$libraries" src/test/regress/regress.so
cp --recursive ../src/test/regress "$libraries/regress"
find "$libraries/regress" -maxdepth 1 -name '*.[ch]' -delete
