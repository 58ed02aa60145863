package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Download;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Stage;

/**
 * Rust's compiler and package manager, for every user. They do not depend on what else is in an image, so all images
 * share one installation.
 */
@Fragment
@CopyFrom(stage = RustToolchain.Build.class, from = RustToolchain.RUSTUP_HOME, to = RustToolchain.RUSTUP_HOME)
@CopyFrom(stage = RustToolchain.Build.class, from = RustToolchain.CARGO_HOME, to = RustToolchain.CARGO_HOME)
@Env(name = "RUSTUP_HOME", value = RustToolchain.RUSTUP_HOME)
@Env(name = "CARGO_HOME", value = RustToolchain.CARGO_HOME)
@Env(name = "PATH", value = RustToolchain.CARGO_HOME + "/bin:$PATH")
@Check(run = "cargo --version", prints = "cargo " + RustToolchain.VERSION)
@Check(run = "rustc --version", prints = "rustc " + RustToolchain.VERSION)
@interface RustToolchain {
    String VERSION = "1.94.1";
    String RUSTUP_HOME = "/usr/local/rustup";
    String CARGO_HOME = "/usr/local/cargo";

    /** Rustup is checked against its checksum, and checks what it downloads itself. */
    @Stage
    @From("buildpack-deps:" + Debian.RELEASE)
    @Download(
            url = "{rustup}/rustup/archive/" + Rustup.VERSION + "/x86_64-unknown-linux-gnu/rustup-init",
            sha256 = Rustup.GNU_SHA256,
            to = "/tmp/rustup-init",
            mode = "0755")
    @Run(
            script = "scripts/install-rust.sh",
            env = {
                @Env(name = "RUST_TOOLCHAIN", value = VERSION),
                @Env(name = "RUSTUP_HOME", value = RUSTUP_HOME),
                @Env(name = "CARGO_HOME", value = CARGO_HOME),
                @Env(name = "RUSTUP_DIST_SERVER", value = "{rustup}")
            })
    interface Build {}
}
