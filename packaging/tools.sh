#!/bin/sh
# tools.sh - gets the prompts that npm carries, for the tests of the hook beside them (make tools)
#
#	sh packaging/tools.sh build/tools		build/tools/pure-prompt, build/tools/spaceship-prompt
#
# Unpacks the packages and runs nothing of them.
set -eu
folder=$1
command -v npm >/dev/null || { echo 'tools: npm is not installed: pure and spaceship are skipped' >&2; exit 0; }
mkdir -p "$folder"
cd "$folder"
for name in pure-prompt spaceship-prompt; do
	[ ! -d "$name" ] || continue
	file=$(npm pack --silent --ignore-scripts "$name")
	tar -xf "$file"
	mv package "$name"
	rm "$file"
done
