package test;

import dev.slipway.dsl.*;

@Fragment
@AptPackages("make")
@interface Installed {}

@AptPackages("gcc") // error: [Slipway.StrayAnnotation] nothing reads @AptPackages here: 'Compilers' is no image, stage or fragment. Add @Image, @Stage or @Fragment
@AptPackages("g++")
@interface Compilers {}

@Installed // error: [Slipway.StrayAnnotation] nothing reads @Installed here: 'Editors' is no image, stage or fragment. Add @Image, @Stage or @Fragment
interface Editors {}
