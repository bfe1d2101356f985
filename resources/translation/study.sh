#!/usr/bin/env bash
# CALM's question of the translation model that run.sh has trained: how early may its words leave, and does the promise hold?
# Writes val and test under CALM's three measures (and fixed layers and the oracle) over a grid of thresholds, one text at a
# time, calibrates on the first and tests on the second. About ten minutes on one core. What a killed run has done is kept.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exitscope=${EXITSCOPE:-build/bin/exitscope}
folder=build/translation
[ -d "$folder/model-classifier" ] || { echo "$folder/model-classifier is not there; train it first: bash resources/translation/run.sh" >&2; exit 2; }
for part in val test_2016_flickr; do
    "$exitscope" generate --model "$folder/model-classifier" --data "$folder/data/$part.en" --references "$folder/data/$part.de" \
        --batch 1 --max-tokens 60 --policy 'margin:threshold=1:0:21' --policy 'saturation:threshold=1:0.8:21' \
        --policy 'learned:threshold=1:0:21' --policy fixed:layer=1:8:8 --policy oracle \
        --out "$folder/$part.generations" > /dev/null
done
test="$folder/test_2016_flickr.generations"
"$exitscope" table --generations "$test" --show points
"$exitscope" table --generations "$folder/val.generations" --test "$test"
"$exitscope" table --generations "$test"
