package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@AptPackages({
    "make",
    "Gcc" // error: [Slipway.MalformedAptPackage] 'Gcc' is not a Debian package: lower-case letters, digits, '+', '-' and '.', with '=VERSION' where wanted
})
interface Tools {}
