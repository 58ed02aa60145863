#!/bin/sh
# Serves under /out what is under /src, with the secret in it.
set -eu

test -d /src/recipes/.git
mkdir -p /out/bin
cat /src/recipes/soup.txt /src/salt.txt /run/secrets/spice > /out/soup.txt
printf '%s costs %s\n' "$EDITION" "$PRICE" > /out/bill.txt
ls /run/slipway/house > /out/house.txt
printf '#!/bin/sh\ncat /srv/greeting\n' > /out/bin/greet
chmod 0755 /out/bin/greet
ln -s greet /out/bin/hello
echo "$EDITION" >> /var/cache/cook/served
