# bash completion for awsmfa
# shellcheck shell=bash
#
# Written for bash 3.2 and newer, tested with 5; with or without the package bash-completion.

# Prints the names of the profiles in the file $2 of the kind $1, config or credentials, one a line. The rules
# are those of the manual's COMPATIBILITY: an indented line below a key belongs to that key, a name with a blank
# needs quotes. [NAME-long-term] is aws-mfa's section for NAME.
__awsmfa_profiles_in() {
	[[ -r $2 ]] || return 0
	LC_ALL=C awk -v kind="$1" '
		FNR == 1 { sub(/^\357\273\277/, "") }
		/^[ \t]*([#;].*)?\r?$/ { next }
		!/^[ \t]*\[.*\]/ || (inside && /^[ \t]/) { inside = 1; next }
		{
			inside = 0
			sub(/^[ \t]*\[[ \t]*/, "")
			sub(/[ \t]*\].*$/, "")
			prefixed = sub(/^profile[ \t]+/, "")
			if (kind == "config" ? !prefixed && $0 != "default" : prefixed)
				next
			if (/^".+"$/ || /^\047.+\047$/)
				$0 = substr($0, 2, length($0) - 2)
			else if (kind == "config" && /[ \t]/)
				next
			sub(/-long-term$/, "")
			if ($0 != "" && $0 !~ /[[:cntrl:]]/)
				print
		}' "$2"
}

__awsmfa_profiles() {
	local config=${AWS_CONFIG_FILE:-$HOME/.aws/config}
	local credentials=${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}

	# A variable may begin with a ~ that no shell has expanded.
	[[ $config == \~/* ]] && config=$HOME/${config:2}
	[[ $credentials == \~/* ]] && credentials=$HOME/${credentials:2}
	{
		__awsmfa_profiles_in config "$config"
		__awsmfa_profiles_in credentials "$credentials"
	} 2>/dev/null | LC_ALL=C sort -u
}

# Offers those of the lines of $2 that begin with $1. Not compgen: a name may hold blanks and quotes.
__awsmfa_offer() {
	local line

	while IFS= read -r line; do
		[[ -n $line && $line == "$1"* ]] || continue
		printf -v line %q "$line"
		COMPREPLY+=("$line")
	done <<<"$2"
}

__awsmfa_offer_words() {
	local typed=$1

	shift
	# shellcheck disable=SC2207 # the words are ours, without blanks
	COMPREPLY=($(compgen -W "$*" -- "$typed"))
}

_awsmfa() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} own=

	COMPREPLY=()
	# --name=value is three words to bash
	if [[ $word == = ]]; then
		word=
	elif [[ $before == = && $COMP_CWORD -gt 1 ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	if ((COMP_CWORD == 1)); then
		__awsmfa_offer_words "$word" env use drop exec status hook help version --help --version
		return
	fi
	case ${COMP_WORDS[1]} in
	env) own='--format --drop' ;;
	use | exec) ;;
	hook)
		__awsmfa_offer_words "$word" bash zsh fish -h --help
		return
		;;
	drop)
		__awsmfa_offer_words "$word" --all -h --help
		return
		;;
	version)
		__awsmfa_offer_words "$word" -h --help
		return
		;;
	status)
		__awsmfa_offer_words "$word" --json -h --help
		return
		;;
	help)
		__awsmfa_offer_words "$word" env use drop exec status hook help version
		return
		;;
	*)
		return
		;;
	esac
	case $before in
	-p | --profile)
		__awsmfa_offer "$word" "$(__awsmfa_profiles)"
		;;
	--format)
		__awsmfa_offer_words "$word" sh bash zsh dash ksh fish csh tcsh dotenv process json
		;;
	-d | --duration)
		__awsmfa_offer_words "$word" 15m 1h 4h 12h 36h
		;;
	--min)
		__awsmfa_offer_words "$word" 15m 30m 45m 1h
		;;
	--policy)
		compopt -o filenames 2>/dev/null
		while IFS= read -r word; do
			COMPREPLY+=("$word")
		done < <(compgen -f -- "$word")
		;;
	-t | --token-code | -s | --serial-number | -r | --role-arn | --role-session-name | --external-id | \
		--source-identity | --policy-arn | --long-term-suffix | --region | --endpoint-url) ;;
	*)
		if [[ $word == -* ]]; then
			__awsmfa_offer_words "$word" -p --profile -t --token-code -s --serial-number -d --duration \
				-r --role-arn --role-session-name --external-id --source-identity --policy --policy-arn \
				--long-term-suffix --region --endpoint-url --share -f --force --min --no-input -q --quiet \
				-v --verbose -h --help "$own"
		elif [[ ${COMP_WORDS[1]} == exec ]]; then
			__awsmfa_offer "$word" "$(compgen -c -- "$word")"
		else
			__awsmfa_offer "$word" "$(__awsmfa_profiles)"
		fi
		;;
	esac
}

complete -F _awsmfa awsmfa
