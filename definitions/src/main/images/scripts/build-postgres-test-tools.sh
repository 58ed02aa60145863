#!/bin/bash
#
# Builds what PostgreSQL's server packages leave out and Citus' tests need: the isolation tester, regress.so and the
# regression suite, from the source in /src/postgresql.tar.bz2. They are left under /out.
#
#   PG_VERSION  the release, after which the folder of its patches is named: 16.13, 18~beta1
#   PG_MAJOR    its major release

set -euo pipefail

: "${PG_VERSION:?}" "${PG_MAJOR:?}"
patches=/run/slipway/patches/$PG_VERSION

mkdir /src/postgresql
tar --extract --file /src/postgresql.tar.bz2 --directory /src/postgresql --strip-components 1

cd /src/postgresql
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
