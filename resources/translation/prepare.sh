#!/bin/bash
# Unpacks Multi30k (English and German) from ../shared/data into build/translation/data.
set -eu
cd "$(dirname "$0")/../.."
from=${1:-../shared/data/seq2seq/Multi30k}
to=build/translation/data
mkdir -p "$to"
for part in train val test_2016_flickr; do
    for language in en de; do
        gzip -dc "$from/$part.$language.gz" > "$to/$part.$language"
    done
done
wc -l "$to"/*
