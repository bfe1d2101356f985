#!/usr/bin/env bash
# Sourced by app/run.sh and tests/run.sh: what Exitscope needs from Debian, installed only where it is missing.
# shellcheck shell=bash

exitscope_build_packages=(g++ cmake ninja-build pkg-config ccache
    qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libqt6svg6-dev qt6-translations-l10n libqcustomplot-dev
    libgl-dev libtorch-dev libopenblas-dev libsqlite3-dev nlohmann-json3-dev libcli11-dev libicu-dev
    libsentencepiece-dev zlib1g-dev fonts-dejavu-core)
exitscope_test_packages=(poppler-utils file desktop-file-utils appstream shared-mime-info)

# exitscope_install PACKAGE...: says what is missing and installs it, as root or through sudo. Asks for nothing when
# nothing is missing.
exitscope_install() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        echo "Missing: ${missing[*]}. This script installs Debian packages; install their like by hand, then run it again." >&2
        return 1
    fi
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing: ${missing[*]}. Install them as root: apt-get install ${missing[*]}" >&2
            return 1
        fi
        root=(sudo)
    fi
    echo "Installing ${#missing[@]} Debian package(s): ${missing[*]}"
    "${root[@]}" apt-get update -q
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# exitscope_build FOLDER [TARGET]: configures the project and builds it, or one target of it, into FOLDER.
exitscope_build() {
    echo "Building into $1 (the first build takes some minutes)"
    cmake -S . -B "$1" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo >"$1.log" 2>&1 || { cat "$1.log" >&2; rm -f "$1.log"; return 1; }
    rm -f "$1.log"
    cmake --build "$1" ${2:+--target "$2"}
}
