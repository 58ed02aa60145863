package dev.slipway.definitions;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.PythonLibs;

/**
 * Python, the toolchain and the libraries of all tests that are written in Python. PostgreSQL comes after them, so a new
 * release installs no library anew.
 */
@Image(published = false)
@From(PythonBase.PYTHON)
@TestUser
@Toolchain
@AptPackages({"git", "lsof", "net-tools"})
@TestLocales
@PythonLibs(requirements = "python/requirements.txt", index = "{pypi}")
@CitusMitmproxy
interface PythonBase {
    String PYTHON = "python:3.12-slim-" + Debian.RELEASE;
}
