package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ApkPackages("-make") // error: [Slipway.MalformedApkPackage] '-make' is not an Alpine package
interface Tools {}
