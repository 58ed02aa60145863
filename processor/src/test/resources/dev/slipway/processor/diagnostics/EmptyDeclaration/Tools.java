package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@AptPackages({}) // error: [Slipway.EmptyDeclaration] @AptPackages asks for nothing: fill its value or take it away
@PythonLibs // error: [Slipway.EmptyDeclaration] @PythonLibs asks for nothing: list pins such as "pytest==9.0.3", or name requirements
@Order(Run.class) // error: [Slipway.EmptyDeclaration] @Order puts nothing before anything: name at least two annotations, earliest first
@Run("make")
interface Tools {}
