#!/usr/bin/env bash
# check_install.sh CMAKE BUILD SOURCE HAS_ENGINE: installs into an empty prefix, moves it, and uses what is there.
set -euo pipefail
cmake=$1 build=$2 source=$3 engine=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$cmake" --install "$build" --prefix "$work/first" >"$work/log"
mv "$work/first" "$work/prefix" # nothing may point back to where it was installed first
prefix=$work/prefix

fail() { echo "FAIL: $1" >&2; exit 1; }
# tool NAME: whether it is there; in continuous integration it must be.
tool() {
    command -v "$1" >/dev/null && return 0
    [ -z "${CI:-}" ] || fail "$1 is not installed"
    echo "SKIP: $1 is not installed"
    return 1
}

program=$prefix/bin/exitscope
"$program" --version | grep -q '^Exitscope ' || fail "the installed program does not start"
ldd "$program" | grep -q "$prefix/" || fail "the program does not use the core library beside it"
! ldd "$program" | grep -q "$build" || fail "the program uses a library of the build tree"

demo=$prefix/share/exitscope/demo
head -n 21 "$demo/corpus.tsv" >"$work/few.tsv"
if [ "$engine" = 1 ]; then
    "$program" trace --model "$demo/model" --data "$work/few.tsv" --task demo --quiet --out "$work/few.trace"
    "$program" sweep --trace "$work/few.trace" --policy entropy:threshold=exact --store "$work/runs.db" --quiet >/dev/null
    "$program" export --store "$work/runs.db" --run 1 --plot tradeoff --format pdf --out "$work/figure.pdf" >/dev/null
    [ -s "$work/figure.pdf" ] || fail "no figure was exported"
fi

for file in share/applications/org.exitscope.Exitscope.desktop share/metainfo/org.exitscope.Exitscope.metainfo.xml \
    share/mime/packages/org.exitscope.Exitscope.xml share/icons/hicolor/scalable/apps/org.exitscope.Exitscope.svg \
    share/icons/hicolor/16x16/apps/org.exitscope.Exitscope.png share/exitscope/help/policies.md; do
    [ -s "$prefix/$file" ] || fail "$file was not installed"
done
for size in 16 22 24 32 48 64 128 256 512; do
    for icon in apps/org.exitscope.Exitscope mimetypes/application-x-exitscope-trace mimetypes/application-x-exitscope-store; do
        file "$prefix/share/icons/hicolor/${size}x${size}/$icon.png" | grep -q " $size x $size," || fail "$icon in $size is not $size pixels"
    done
done
if tool desktop-file-validate; then
    desktop-file-validate "$prefix/share/applications/org.exitscope.Exitscope.desktop" || fail "the desktop entry is not valid"
fi
if tool update-mime-database; then
    XDG_DATA_DIRS=$prefix/share update-mime-database "$prefix/share/mime" 2>"$work/mime" || fail "$(cat "$work/mime")"
    grep -q '^application/x-exitscope-trace$' "$prefix/share/mime/types" || fail "the trace's type is not known"
    grep -q 'x-exitscope-trace:\*\.trace$' "$prefix/share/mime/globs2" || fail "*.trace is nobody's"
fi
echo "installed, moved, used"
