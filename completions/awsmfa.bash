# bash completion for awsmfa
# shellcheck shell=bash
#
# Written for bash 3.2 and newer, tested with 5; with or without the package bash-completion.

# Sets word to the typed part of the current word, and before to the word or the --option= in front of it. bash cuts
# words at COMP_WORDBREAKS: it sees three words in --name=value and in team:prod. It will replace only the last piece,
# with an @ in front of it; cuts receives the cuts before that.
__awsmfa_word() {
	local at=$COMP_CWORD last=${COMP_WORDS[COMP_CWORD]}

	word=$last
	while ((at > 1)) && [[ ${COMP_WORDS[at]} == [:=@]* || ${COMP_WORDS[at - 1]} == [:=@]* ]]; do
		((at--))
		word=${COMP_WORDS[at]}$word
	done
	before=${COMP_WORDS[at - 1]}
	if [[ $word == --*=* ]]; then
		before=${word%%=*}
		word=${word#*=}
	fi
	case $last in
	[:=]*) last='' ;;
	@*) last=@ ;;
	*) [[ ${COMP_WORDS[COMP_CWORD - 1]} != @ ]] || last=@$last ;;
	esac
	cuts=${word%"$last"}
	cuts=${cuts//[^:=@]/}
	[[ $last != @* ]] || cuts+=' '
}

# Offers the profile names that begin with the word; with $1 = -, also those that begin with a dash. Does not use
# compgen, which would expand a name that contains $(...). Quotes each name in the way the user began the word.
__awsmfa_offer_profiles() {
	local IFS=$'\n' noglob=$- quote='' typed=$word name names cut

	set -f # a name may look like a pattern
	# shellcheck disable=SC2207 # mapfile came with bash 4
	names=($(command awsmfa profiles --names 2>/dev/null))
	[[ $noglob == *f* ]] || set +f
	case $typed in
	[\'\"]*)
		quote=${typed:0:1}
		typed=${typed:1}
		;;
	esac
	# shellcheck disable=SC2162 # read takes the backslashes away
	[[ $quote == \' ]] || IFS='' read typed <<<"$typed"
	for name in "${names[@]}"; do
		[[ $name == "$typed"* ]] || continue
		[[ $name != -* || $1 == - ]] || continue
		case $quote in
		\') name=${name//$quote/"'\\''"} ;;
		\")
			name=${name//\\/\\\\}
			name=${name//\"/\\\"}
			name=${name//\$/\\\$}
			name=${name//\`/\\\`}
			name=${name//!/\"\\!\"} # the history is looked up within these quotes
			;;
		*) [[ $name != *[!A-Za-z0-9_./+-]* ]] || printf -v name %q "$name" ;;
		esac
		# readline closes the quotes unless the last character could do that
		[[ -z $quote || $name != *"$quote" ]] || name+=$quote
		for ((cut = 0; cut < ${#cuts}; cut++)); do
			if [[ ${cuts:cut:1} == ' ' ]]; then
				name=@${name#*@}
			else
				name=${name#*[:=@]}
			fi
		done
		COMPREPLY+=("$name")
	done
}

__awsmfa_offer_words() {
	# shellcheck disable=SC2207 # the words are ours, without blanks
	COMPREPLY=($(compgen -W "$*" -- "$word"))
}

# Offers the values of the option in before; fails if it takes none.
__awsmfa_offer_values() {
	local name

	case $before in
	-p | --profile)
		__awsmfa_offer_profiles -
		;;
	--format)
		__awsmfa_offer_words sh dash ash ksh mksh yash bash zsh fish csh tcsh dotenv process json
		;;
	-d | --duration)
		__awsmfa_offer_words 15m 1h 4h 12h 36h
		;;
	--min)
		__awsmfa_offer_words 15m 30m 45m 1h
		;;
	--policy)
		compopt -o filenames 2>/dev/null
		while IFS= read -r name; do
			COMPREPLY+=("$name")
		done < <(compgen -f -- "$word")
		;;
	-t | --token-code | -s | --serial-number | -r | --role-arn | --role-session-name | --external-id | \
		--source-identity | --policy-arn | --long-term-suffix | --region | --endpoint-url | --name) ;;
	--to)
		while IFS= read -r name; do
			COMPREPLY+=("$name")
		done < <(compgen -c -- "$word")
		;;
	*)
		return 1
		;;
	esac
}

# Sets at to the word where the COMMAND of exec begins, or may begin; fails if the current word comes before it.
__awsmfa_find_command() {
	at=2
	while ((at < COMP_CWORD)); do
		case ${COMP_WORDS[at]} in
		--)
			((at++))
			return
			;;
		-p | -t | -s | -d | -r | --profile | --token-code | --serial-number | --duration | --role-arn | \
			--role-session-name | --external-id | --source-identity | --policy | --policy-arn | \
			--long-term-suffix | --region | --endpoint-url | --min)
			((at += 2))
			[[ ${COMP_WORDS[at - 1]} != = ]] || ((at++))
			;;
		-*) ((at++)) ;;
		*) return 0 ;;
		esac
		# skip the rest of a value that bash has cut
		while ((at < COMP_CWORD)) && [[ ${COMP_WORDS[at]} == [:=@]* || ${COMP_WORDS[at - 1]} == [:=@]* ]]; do
			((at++))
		done
	done
	((at == COMP_CWORD)) && [[ $word != -* ]]
}

# Completes COMMAND, then lets COMMAND's own completion take over.
__awsmfa_offer_command() {
	local name

	if declare -F _comp_command_offset >/dev/null; then
		_comp_command_offset "$1"
	elif declare -F _command_offset >/dev/null; then
		_command_offset "$1"
	elif (($1 == COMP_CWORD)); then
		while IFS= read -r name; do
			COMPREPLY+=("$name")
		done < <(compgen -c -- "$word")
	else
		compopt -o default 2>/dev/null
	fi
}

_awsmfa() {
	local word before cuts='' own='' at
	local -a session=(-p --profile -t --token-code -s --serial-number -d --duration -r --role-arn
		--role-session-name --external-id --source-identity --policy --policy-arn --long-term-suffix --region
		--endpoint-url --share -f --force --min --no-input -q --quiet -v --verbose -h --help)

	COMPREPLY=()
	__awsmfa_word
	if ((COMP_CWORD == 1)); then
		__awsmfa_offer_words env use drop exec status profiles devices assign doctor hook help version \
			--help --version
		return
	fi
	case ${COMP_WORDS[1]} in
	env) own='--format --drop' ;;
	use) ;;
	exec)
		if __awsmfa_find_command; then
			__awsmfa_offer_command "$at"
			return
		fi
		own='--refresh --only'
		;;
	devices | doctor)
		session=(-p --profile --json -h --help)
		;;
	assign)
		session=(-p --profile --name --another --to --no-qr -q --quiet -v --verbose -h --help)
		;;
	hook)
		__awsmfa_offer_words bash zsh fish -h --help
		return
		;;
	drop)
		__awsmfa_offer_words --all -h --help
		return
		;;
	version)
		__awsmfa_offer_words -h --help
		return
		;;
	status)
		__awsmfa_offer_words --json -h --help
		return
		;;
	profiles)
		__awsmfa_offer_words --json --names -h --help
		return
		;;
	help)
		__awsmfa_offer_words env use drop exec status profiles devices assign doctor hook help version
		return
		;;
	*)
		return
		;;
	esac
	if __awsmfa_offer_values; then
		return
	elif [[ $word == -* || ${COMP_WORDS[1]} == @(devices|assign) ]]; then
		__awsmfa_offer_words "${session[@]}" "$own"
	else
		__awsmfa_offer_profiles
	fi
}

complete -F _awsmfa awsmfa
