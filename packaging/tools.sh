#!/bin/sh
# tools.sh - gets what npm carries for tests: prompts, shell integrations, an AWS SDK (make tools)
#
#	sh packaging/tools.sh build/tools	build/tools/pure-prompt, spaceship-prompt, vscode, aws-sdk
#
# Unpacks the packages and runs nothing of them. What is there already stays, and so do checkouts that you put beside
# them: tests/e2e/harness_tools.py names those that have tests.
set -eu
folder=$1
command -v npm >/dev/null || { echo 'tools: npm is not installed: what it carries is skipped' >&2; exit 0; }
mkdir -p "$folder"
cd "$folder"

# get PACKAGE NAME [PATH]: unpacks PACKAGE as NAME, or what is in its folder PATH.
get() {
	[ ! -d "$2" ] || return 0
	file=$(npm pack --silent --ignore-scripts "$1") || { echo "tools: no $1: its tests are skipped" >&2; return 0; }
	mkdir unpacked
	tar -xf "$file" -C unpacked "package${3:+/$3}"
	mv "unpacked/package${3:+/$3}" "$2"
	rm -r unpacked "$file"
}

get pure-prompt pure-prompt
get spaceship-prompt spaceship-prompt
# VS Code's scripts come with its server, which carries them for the terminals of a browser.
get code-server vscode lib/vscode/out/vs/workbench/contrib/terminal/common/scripts

# The AWS SDK for JavaScript, with the packages that it needs.
if [ ! -d aws-sdk ]; then
	mkdir new-sdk
	quietly='--silent --no-save --no-audit --no-fund --ignore-scripts'
	# shellcheck disable=SC2086 # a list of options
	if npm install $quietly --prefix new-sdk @aws-sdk/client-sts; then
		mv new-sdk aws-sdk
	else
		rm -r new-sdk
		echo 'tools: no @aws-sdk/client-sts: its test is skipped' >&2
	fi
fi
