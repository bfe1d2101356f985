#!/usr/bin/env bash
# Unpacks Multi30k, English and German, into build/translation/data. prepare.sh [DATA]: DATA is the folder with the public data
# sets (default: ../shared/data).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
from=${1:-../shared/data}/seq2seq/Multi30k
to=build/translation/data
[ -d "$from" ] || { echo "$from is not there; give the folder with the data sets" >&2; exit 2; }
mkdir -p "$to"
for part in train val test_2016_flickr; do
    for language in en de; do
        gzip -dc "$from/$part.$language.gz" >"$to/$part.$language"
    done
done
