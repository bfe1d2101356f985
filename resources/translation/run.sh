#!/usr/bin/env bash
# A translation model of our own, English to German: unpacks Multi30k, trains an encoder-decoder with a loss after every layer,
# then CALM's exit classifier on it. run.sh [DATA]: DATA is the folder with the public data sets (default: ../shared/data).
# What a killed run has done is not done again. Three quarters of an hour on one core. Results: build/translation/model and
# model-classifier, which `exitscope generate` and the rest open.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exitscope=${EXITSCOPE:-build/bin/exitscope}
[ -x "$exitscope" ] || { echo "$exitscope is not there; build it first: bash app/run.sh" >&2; exit 2; }
bash resources/translation/prepare.sh "${1:-../shared/data}"
for stage in train classifier; do
    "$exitscope" train --config "resources/translation/$stage.json" --resume
done
grep -h '^final' build/translation/model*/train.log
