#!/usr/bin/env bash
# The pictures that README and metainfo show, from the bundled demo, without a display:
#   resources/screenshots/make.sh            six views in English, light, into this folder
#   resources/screenshots/make.sh all FOLDER every view and dialog in three languages, light and dark, at scale 1 and 2
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
program=$PWD/build/bin/exitscope
screens=$PWD/build/tests/exitscope_screens
[ -x "$program" ] && [ -x "$screens" ] || { echo "build first: bash tests/run.sh" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" trace --model resources/demo/model --data resources/demo/corpus.tsv --task demo --quiet --out "$work/demo.trace"
for run in "Demo, patience=patience:patience=1:11:11" "Demo, entropy=entropy:threshold=exact"; do
    "$program" sweep --trace "$work/demo.trace" --policy "${run#*=}" --name "${run%%=*}" --store "$work/demo.db" --quiet >/dev/null
done

# shot LANGUAGE THEME SCALE SIZE FOLDER [OPTION...]: THEME is 1 for light and 2 for dark, as in the settings.
shot() {
    local home=$work/home-$1-$2-$3
    mkdir -p "$home/.config/Exitscope"
    printf '[preferences]\nlanguage=%s\ntheme=%s\nhasSeenTour=true\n' "$1" "$2" >"$home/.config/Exitscope/Exitscope.conf"
    HOME=$home XDG_CONFIG_HOME=$home/.config XDG_DATA_HOME=$home/.local/share QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=$3 \
        "$screens" "$work/demo.db" "$5" --size "$4" "${@:6}" 2>/dev/null
}

if [ "${1:-}" = all ]; then
    folder=${2:?a folder for the pictures}
    for language in en zh_CN vi; do
        for theme in 1 2; do
            for scale in 1 2; do
                shot "$language" "$theme" "$scale" 1280x800 "$folder/$language-$([ "$theme" = 1 ] && echo light || echo dark)-$scale" --dialogs --more
            done
        done
    done
    exit
fi
shot en 1 1 1280x800 resources/screenshots --only tradeoff,layers,tokens,examples,compare,calibration
