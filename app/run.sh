#!/usr/bin/env bash
# Opens Exitscope on the bundled demo: installs what is missing, builds into build/, starts the window.
# Arguments are passed on (a store, or a subcommand). Without a display it runs the demo's sweep and leaves its figures
# in build/demo-figures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. app/dependencies.sh

exitscope_install "${exitscope_build_packages[@]}"
exitscope_build build exitscope # without the tests

program=build/bin/exitscope
if [ $# -gt 0 ]; then
    exec "$program" "$@"
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "Opening the window on the demo."
    exec "$program"
fi

figures=build/demo-figures
echo "There is no display: running the demo without a window; its figures go to $figures/."
mkdir -p "$figures"
rm -f "$figures"/demo.db "$figures"/demo.db-wal "$figures"/demo.db-shm
"$program" trace --model resources/demo/model --data resources/demo/corpus.tsv --task demo --out "$figures/demo.trace"
"$program" sweep --trace "$figures/demo.trace" --policy entropy:threshold=exact --policy 'patience:patience=1:11:11' \
    --store "$figures/demo.db" --name "Demo: entropy and patience"
for plot in tradeoff layers exits; do
    for format in pdf svg png csv; do
        "$program" export --store "$figures/demo.db" --run 1 --plot "$plot" --format "$format" --out "$figures/$plot.$format"
    done
done
echo "Done:"
ls -l "$figures"
