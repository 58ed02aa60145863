#!/bin/bash
#
# Installs PostgreSQL releases side by side from the configured apt archives, each in exactly the version asked for:
# server, client, debug symbols and the headers that extensions are built with. libpq is that of the newest of them.
#
#   PG_VERSIONS  the releases: "16.13", "18~beta1", or "15" for whatever minor release of 15 is the newest one there

set -euo pipefail

: "${PG_VERSIONS:?names no PostgreSQL release}"
export DEBIAN_FRONTEND=noninteractive
# Whatever would write the time of this build writes this one.
export SOURCE_DATE_EPOCH=315532800

fail() {
    printf 'install-postgres: %s\n' "$@" >&2
    exit 1
}

# The versions of a package in the archives, newest first, each once.
available() {
    apt-cache madison "$1" 2> /dev/null | awk '$5 != "" && $NF != "Sources" && !seen[$3]++ { print $3 }'
}

# Everything that can be asked for, one major release a line.
releases() {
    local package
    apt-cache pkgnames postgresql- | grep -E '^postgresql-[0-9]+$' | sort --version-sort | while read -r package; do
        printf '  %s: %s\n' "$package" "$(available "$package" | paste --serial --delimiters=' ')"
    done
}

# The full version, with Debian's revision, of a release: 16.13 gives 16.13-1.pgdg12+1.
full_version() {
    local release=$1 major=$2 candidate
    while read -r candidate; do
        case $candidate in
            "$release"-*) ;;
            "$major".* | "$major~"*) [ "$release" = "$major" ] || continue ;;
            *) continue ;;
        esac
        printf '%s\n' "$candidate"
        return
    done < <(available "postgresql-$major")
    fail "PostgreSQL $release is in none of the configured archives. They have:" "$(releases)"
}

# Asks for a package in a version that must be there.
want() {
    local package=$1 version=$2
    if ! available "$package" | grep --fixed-strings --line-regexp "$version" > /dev/null; then
        fail "$package is in none of the configured archives in version $version. They have:" \
            "  $(available "$package" | paste --serial --delimiters=' ')"
    fi
    packages+=("$package=$version")
}

# The apt caches of build engines outlive a build; Debian's images would have every install empty them.
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update

packages=()
newest=
for release in $PG_VERSIONS; do
    major=${release%%[.~]*}
    version=$(full_version "$release" "$major")
    want "postgresql-$major" "$version"
    want "postgresql-client-$major" "$version"
    want "postgresql-server-dev-$major" "$version"
    # PGDG has debug symbols beside the packages. Other archives, such as Debian's own, keep them in a place apart.
    symbols=postgresql-$major-dbgsym
    if [[ $version == *pgdg* || -n $(available "$symbols") ]]; then
        want "$symbols" "$version"
    else
        echo "install-postgres: goes on without $symbols, which is in none of the configured archives" >&2
    fi
    if [ -z "$newest" ] || dpkg --compare-versions "$version" gt "$newest"; then
        newest=$version
    fi
done
want libpq5 "$newest"
want libpq-dev "$newest"

# A base may come with a newer libpq than the release's own.
apt-get install --yes --no-install-recommends --allow-downgrades "${packages[@]}"

# The key pair that Debian makes for each machine: everybody has an image's, and every build would make another.
find /etc/ssl/certs -lname ssl-cert-snakeoil.pem -delete
rm -f /etc/ssl/certs/ssl-cert-snakeoil.pem /etc/ssl/private/ssl-cert-snakeoil.key

# The rest of what holds times: every build would make another layer.
rm -f /var/log/alternatives.log /var/log/apt/* /var/log/dpkg.log /var/cache/ldconfig/aux-cache
