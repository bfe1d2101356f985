#!/usr/bin/env bash
# The table of policies in the README: trains a model for each data set (twenty minutes on two idle cores, all in all), traces it, runs every
# policy, measures the operating points that the table names. run.sh [DATA] [NAME...]: DATA is the folder with the public
# data sets (default: ../shared/data), NAMEs are some of sst-2 trec sick sick-relatedness snli. What is there already is
# not made again. Results: build/study/NAME.md
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
data=${1:-../shared/data}
shift || true
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(sst-2 trec sick sick-relatedness snli)
exitscope=build/bin/exitscope
out=build/study
[ -x "$exitscope" ] || { echo "$exitscope is not there; build it first: bash app/run.sh" >&2; exit 2; }
[ -d "$data/classification/TREC" ] || { echo "$data does not hold the data sets; give their folder" >&2; exit 2; }
[ -e "$out/data/snli-test.tsv" ] || bash resources/study/prepare.sh "$data" "$out/data"

classes=(fixed:layer=1:12:12 entropy:threshold=exact confidence:threshold=exact margin:threshold=exact
    confidence:ensemble=weighted,threshold=exact 'patience:patience=1:11:11' 'vote:votes=1:12:12'
    saturation:threshold=exact learned:threshold=exact)
values=(fixed:layer=1:12:12 'patience:patience=1:6:6,tolerance=0.02|0.05|0.1|0.2' saturation:threshold=exact
    learned:threshold=exact)

for name in "${names[@]}"; do
    echo "== $name"
    [ -e "$out/$name/train.log" ] && grep -q '^final test' "$out/$name/train.log" \
        || "$exitscope" train --config "resources/study/$name.json" --resume
    test="$out/data/$name-test.tsv"
    columns=()
    case $name in
    sick) columns=(--text-columns sentence1,sentence2 --label-column label) ;;
    sick-relatedness) test="$out/data/sick-test.tsv"; columns=(--text-columns sentence1,sentence2 --label-column score) ;;
    esac
    policies=("${classes[@]}")
    [ "$name" = sick-relatedness ] && policies=("${values[@]}")
    rows=()
    for policy in "${policies[@]}"; do rows+=(--policy "$policy"); done
    [ -e "$out/$name.trace" ] \
        || "$exitscope" trace --model "$out/$name" --data "$test" --task "$name" "${columns[@]}" --out "$out/$name.trace"
    "$exitscope" table --trace "$out/$name.trace" "${rows[@]}" --points "$out/$name.points" >/dev/null
    points=()
    while read -r spec; do points+=(--policy "$spec"); done <"$out/$name.points"
    "$exitscope" execute --model "$out/$name" --data "$test" --task "$name" "${columns[@]}" "${points[@]}" \
        --threads 1 --repeats 3 --check "$out/$name.trace" --json >"$out/$name.executed.json"
    "$exitscope" table --trace "$out/$name.trace" "${rows[@]}" --measured "$out/$name.executed.json" --format markdown \
        | tee "$out/$name.md"
    # The README's excerpt: all qualities, headroom and wall time at 2x.
    awk -F ' [|] ' -v OFS=' | ' '{ print $1, $2, $5, $8, $6, $7 " |" }' "$out/$name.md" >"$out/$name.short.md"
done
