#!/usr/bin/env bash
# Builds Exitscope and runs every test; installs what is missing first. Ends with CTest's summary.
# Tests on real data look in ../shared or EXITSCOPE_SHARED, and are skipped with a message where there is neither.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. app/dependencies.sh

exitscope_install "${exitscope_build_packages[@]}" "${exitscope_test_packages[@]}"
exitscope_build build
exec ctest --test-dir build --output-on-failure "$@"
