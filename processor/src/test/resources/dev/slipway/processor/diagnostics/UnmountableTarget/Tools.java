package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(value = "true", tmpfs = @Tmpfs("/x/..")) // error: [Slipway.UnmountableTarget] nothing can be mounted at '/x/..'. Choose a folder below the root that is not the kernel's, such as '/mnt'
@Run(value = "true", caches = @Cache("/dev")) // error: [Slipway.UnmountableTarget] nothing can be mounted at '/dev'. Choose a folder below the root that is not the kernel's, such as '/mnt'
@Run(value = "true", secrets = @Secret(value = "token", target = "/proc/self/token")) // error: [Slipway.UnmountableTarget] nothing can be mounted at '/proc/self/token'. Choose a folder below the root that is not the kernel's, such as '/mnt'
@Run(value = "true", tmpfs = @Tmpfs("/dev/shm"))
@Run(value = "true", binds = @Bind(target = "/")) // error: [Slipway.UnmountableTarget] nothing can be mounted at '/'. Choose a folder below the root that is not the kernel's, such as '/mnt'
interface Tools {}
