#!/usr/bin/env bash
# The data of the comparison: as the study of policies has them (resources/study/prepare.sh), but for SNLI, whose pairs come in groups
# that share a premise: a premise is in one split only, and none of the test's is trained on. prepare.sh DATA FOLDER
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
data=$1
out=$2
bash "$here/../study/prepare.sh" "$data" "$out"

# SNLI's dev split trains, all but its last premises (842 pairs or a little fewer), which choose the weights. A byte-order mark and
# CRLF go.
sed -e '1s/^\xEF\xBB\xBF//' -e 's/\r$//' "$data/elue/SNLI/dev.tsv" >"$out/snli-all.tsv"
sed -e 's/\r$//' "$data/elue/SNLI/test_full.tsv" >"$out/snli-test.tsv"
awk -F '\t' -v train="$out/snli-train.tsv" -v dev="$out/snli-dev.tsv" '
    FNR == NR { if (FNR > 1) tested[$1] = 1; next }
    FNR == 1 { print >train; print >dev; next }
    FNR > 9001 && $1 != last { isDev = 1 }
    { last = $1 }
    $1 in tested { next }
    { print >(isDev ? dev : train) }' "$out/snli-test.tsv" "$out/snli-all.tsv"
rm "$out/snli-all.tsv"
