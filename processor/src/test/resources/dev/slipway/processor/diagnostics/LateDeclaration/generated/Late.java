package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
interface Late {} // error: [Slipway.LateDeclaration] 'Late' was generated after the catalogue was written. Name it in an image that is not generated: the catalogue waits for what its images name
