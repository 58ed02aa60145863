#!/bin/bash
#
# Builds old releases of Citus against the image's own PostgreSQL and leaves under /out what tests install.
#
#   CITUS_VERSIONS       the git tags: "v11.3.0 v12.1.12"
#   CITUS_SOURCE         the git repository
#   PG_MAJOR             which of the installed PostgreSQL releases to build against
#   SHARED_OBJECTS_ONLY  "false" packs, for every version V, /out/install-pgM-citusV.tar with all its files, to be
#                        unpacked in /, and /out/so-pgM-citusV.tar with its shared objects, to be unpacked in
#                        PostgreSQL's library folder; "true" leaves just the shared objects, in /out/V/

set -euo pipefail

: "${CITUS_VERSIONS:?}" "${CITUS_SOURCE:?}" "${PG_MAJOR:?}" "${SHARED_OBJECTS_ONLY:?}"
sources=/src/citus
pg_config=/usr/lib/postgresql/$PG_MAJOR/bin/pg_config
libraries=$("$pg_config" --pkglibdir)
# Without it, gcc 10 and later stop at a variable that is defined in several files. In every release from 9.4 on.
gcc_10_fix=b8dd8f50d19a98e5d8ce355947d72a01c028c8b3

# Packs the files that are listed on standard input, so that equal builds give equal archives.
pack() {
    local archive=$1 folder=$2
    tar --create --file "$archive" --directory "$folder" --null --no-recursion --files-from - \
        --owner root:0 --group root:0 --mtime "@$(git -C "$sources" show --no-patch --format=%at HEAD)"
}

check_out() {
    local version=$1
    if ! git -C "$sources" rev-parse --quiet --verify "refs/tags/$version^{commit}" > /dev/null; then
        echo "build-citus: $CITUS_SOURCE has no tag $version" >&2
        exit 1
    fi
    git -C "$sources" checkout --quiet --force --detach "refs/tags/$version"
    git -C "$sources" clean --quiet --force -d -x
    case $version in
        v[0-9].*)
            if ! git -C "$sources" merge-base --is-ancestor "$gcc_10_fix" HEAD; then
                # Some releases have it under another id; then there is nothing left to change.
                git -C "$sources" -c user.name=Slipway -c user.email=slipway@localhost \
                    cherry-pick --keep-redundant-commits "$gcc_10_fix"
            fi
            ;;
    esac
}

build() {
    local version=$1
    local objects=/build/$version installed=/installed/$version
    check_out "$version"
    mkdir -p "$objects" "$installed"
    cd "$objects"
    CFLAGS=-Werror "$sources/configure" --quiet PG_CONFIG="$pg_config" --enable-coverage
    make --silent --jobs="$(nproc)"
    make --silent DESTDIR="$installed" install
}

shared_objects() {
    find "$1$libraries" -type f -name '*.so' -printf '%P\0' | LC_ALL=C sort --zero-terminated
}

mkdir -p /out
git clone --quiet --filter=blob:none --no-checkout "$CITUS_SOURCE" "$sources"
for version in $CITUS_VERSIONS; do
    build "$version"
    installed=/installed/$version
    name=pg$PG_MAJOR-citus$version.tar
    if [ "$SHARED_OBJECTS_ONLY" = true ]; then
        mkdir -p "/out/$version"
        shared_objects "$installed" | pack - "$installed$libraries" | tar --extract --directory "/out/$version"
    else
        # Files only: an archive that is unpacked in / must not touch the folders it finds there.
        find "$installed" ! -type d -printf './%P\0' | LC_ALL=C sort --zero-terminated \
            | pack "/out/install-$name" "$installed"
        shared_objects "$installed" | pack "/out/so-$name" "$installed$libraries"
    fi
done
