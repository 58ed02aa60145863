package dev.slipway.definitions;

import dev.slipway.dsl.ApkPackages;
import dev.slipway.dsl.Cache;
import dev.slipway.dsl.Check;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Download;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.From;
import dev.slipway.dsl.GitSource;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Order;
import dev.slipway.dsl.PythonLibs;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Stage;

/**
 * Checks how Citus' code is written: its C by citus_indent, its Python by black, isort and flake8, and the rest by
 * scripts that need no more than a shell, git, grep and perl. Tools are built in stages, so there is nothing to clean up.
 */
@Image(tag = StyleChecker.TOOLS)
@From(StyleChecker.ALPINE)
@ApkPackages({"bash", "ca-certificates", "git", "grep", "openssh", "perl", "py3-packaging", "python3"})
@CopyFrom(stage = StyleChecker.CitusIndent.class, from = "/usr/local/", to = "/usr/local/")
@CopyFrom(stage = StyleChecker.Uncrustify.class, from = "/usr/local/", to = "/usr/local/")
@CopyFrom(stage = StyleChecker.BpfLinker.class, from = "/out/bin/bpf-linker", to = "/usr/local/bin/bpf-linker")
@CopyFrom(stage = StyleChecker.PythonTools.class, from = "/out/", to = "/")
@Check(run = "command -v citus_indent", prints = "/usr/local/bin/citus_indent")
@Check(run = "uncrustify --version", prints = StyleChecker.UNCRUSTIFY)
@Check(run = "bpf-linker --version", prints = "bpf-linker " + StyleChecker.BPF_LINKER)
@Check(run = "black --version", prints = "black, ")
@Check(run = "isort --version-number")
@Check(run = "flake8 --version", prints = "flake8-bugbear")
@Check(run = "bash --version && git --version && perl --version && ssh -V && python3 --version", prints = "bash")
interface StyleChecker {
    String ALPINE = "alpine:3.23";
    String TOOLS = "0.8.33";
    String UNCRUSTIFY = "0.82.0";
    String UNCRUSTIFY_SHA256 = "e05f8d5ee36aaa1acfa032fe97546b7be46b1f4620e7c38037f8a42e25fe676f";
    String BPF_LINKER = "0.9.15";
    String LLVM = "21";
    /** A nightly compiler with the LLVM above: bpf-linker reads what it writes. */
    String BPF_TOOLCHAIN = "nightly-2025-12-01";

    /** Citus' own wrapper of uncrustify, with its rules. */
    @Stage
    @From(ALPINE)
    @ApkPackages({"make", "perl"})
    @GitSource(url = "{citus-tools}", ref = "v" + TOOLS, to = "/src/tools")
    @Run("make -C /src/tools uncrustify/.install")
    interface CitusIndent {}

    /** The program that indents C, without a library that it would miss elsewhere. */
    @Stage
    @From(ALPINE)
    @ApkPackages({"cmake", "g++", "make", "python3"})
    @Download(
            url = "{uncrustify}/archive/refs/tags/uncrustify-" + UNCRUSTIFY + ".tar.gz",
            sha256 = UNCRUSTIFY_SHA256,
            to = "/src/uncrustify.tar.gz")
    @Run(script = "scripts/build-uncrustify.sh", network = false)
    interface Uncrustify {}

    /** Links programs for the kernel's virtual machine. */
    @Stage
    @From(ALPINE)
    @ApkPackages({
        "clang",
        "elfutils-dev",
        "g++",
        "gcc",
        "libxml2-static",
        "llvm" + LLVM,
        "llvm" + LLVM + "-dev",
        "llvm" + LLVM + "-libs",
        "llvm" + LLVM + "-linker-tools",
        "llvm" + LLVM + "-static",
        "make",
        "musl-dev",
        "openssl-dev",
        "xz-static",
        "zlib-dev",
        "zlib-static",
        "zstd-static"
    })
    @Download(
            url = "{rustup}/rustup/archive/" + Rustup.VERSION + "/x86_64-unknown-linux-musl/rustup-init",
            sha256 = Rustup.MUSL_SHA256,
            to = "/tmp/rustup-init",
            mode = "0755")
    @Env(name = "RUSTUP_HOME", value = "/usr/local/rustup")
    @Env(name = "CARGO_HOME", value = "/usr/local/cargo")
    @Env(name = "PATH", value = "/usr/local/cargo/bin:$PATH")
    @Run(
            script = "scripts/install-rust.sh",
            env = {
                @Env(name = "RUST_TOOLCHAIN", value = BPF_TOOLCHAIN),
                @Env(name = "RUST_COMPONENTS", value = "rust-src"),
                @Env(name = "RUSTUP_DIST_SERVER", value = "{rustup}")
            })
    @Run(
            script = "scripts/build-bpf-linker.sh",
            env = {
                @Env(name = "BPF_LINKER_VERSION", value = BPF_LINKER),
                @Env(name = "LLVM_MAJOR", value = LLVM),
                @Env(name = "CRATES", value = "{crates}")
            },
            caches = @Cache("/usr/local/cargo/registry"))
    interface BpfLinker {}

    /** Python's own style tools, put aside under {@code /out} by pip, which then stays here. */
    @Stage
    @From(ALPINE)
    @ApkPackages({"py3-pip", "python3"})
    @Env(name = "PIP_ROOT", value = "/out")
    @Env(name = "PIP_IGNORE_INSTALLED", value = "1")
    @PythonLibs(requirements = "stylechecker/requirements.txt", index = "{pypi}", breakSystemPackages = true)
    @Order({Env.class, PythonLibs.class})
    interface PythonTools {}
}
