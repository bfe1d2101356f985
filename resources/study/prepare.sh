#!/usr/bin/env bash
# Brings the public data sets of the study into one shape: tab-separated files with a header. prepare.sh DATA FOLDER
set -euo pipefail
data=$1
out=$2
mkdir -p "$out"

# TREC: "COARSE:fine text", the last 452 training questions held out to choose the weights; one byte of it is not UTF-8.
trec() {
    printf 'label\tsentence\n'
    iconv -f ISO-8859-1 -t UTF-8 "$1" | sed -E 's/^([A-Z]+):[a-z]+ /\1\t/'
}
trec "$data/classification/TREC/TREC.train" >"$out/trec-all.tsv"
trec "$data/classification/TREC/TREC.test" >"$out/trec-test.tsv"
head -n 5001 "$out/trec-all.tsv" >"$out/trec-train.tsv"
{ head -n 1 "$out/trec-all.tsv"; tail -n 452 "$out/trec-all.tsv"; } >"$out/trec-dev.tsv"
rm "$out/trec-all.tsv"

# SICK: its own splits; column 4 is the class, 5 the relatedness, 12 the split.
for split in train trial test; do
    name=${split/trial/dev}
    awk -F '\t' -v want="${split^^}" -v OFS='\t' 'NR == 1 { print "sentence1", "sentence2", "label", "score" }
        { sub(/\r$/, "") } $12 == want { print $2, $3, $4, $5 }' "$data/nli/SICK/SICK.txt" >"$out/sick-$name.tsv"
done

# SNLI without its training split: the last 842 pairs of dev choose the weights, the others train.
awk 'NR <= 9001' "$data/elue/SNLI/dev.tsv" >"$out/snli-train.tsv"
awk 'NR == 1 || NR > 9001' "$data/elue/SNLI/dev.tsv" >"$out/snli-dev.tsv"
cp "$data/elue/SNLI/test_full.tsv" "$out/snli-test.tsv"

# SST-2: GLUE's phrases to train and its dev split to choose the weights; GLUE publishes no labels of its test split, so
# that comes from the treebank: the sentences whose root is not neutral.
gzip -dc "$data/glue/SST-2/train.tsv.gz" >"$out/sst-2-train.tsv"
cp "$data/glue/SST-2/dev.tsv" "$out/sst-2-dev.tsv"
{
    printf 'label\tsentence\n'
    sed -nE '/^\(2/d; s/^\([01] /0\t(/; s/^\([34] /1\t(/; s/\([0-4] //g; s/\)//g; s/\t\(/\t/; s/-LRB-/(/g; s/-RRB-/)/g; p' \
        "$data/classification/SST-5-trees/test.txt"
} >"$out/sst-2-test.tsv"
