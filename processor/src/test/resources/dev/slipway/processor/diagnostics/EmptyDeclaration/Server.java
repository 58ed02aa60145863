package test;

import dev.slipway.dsl.*;

@Axis("server") // error: [Slipway.EmptyDeclaration] axis 'server' has no releases: give the enum constants with @Release("...")
enum Server {}
