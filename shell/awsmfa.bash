# awsmfa.bash - renews the session of this terminal, before a prompt and before a typed command
#
#	eval "$(awsmfa hook bash)"		in ~/.bashrc
#
# The shell compares a time with its clock, which starts no process. When the time has come, awsmfa decides what is
# to be done and answers with code to evaluate. To take the hook out of a running shell: __awsmfa_unhook

# shellcheck disable=SC2004,SC2016,SC2128,SC2178	# expressions in variables, text for later, two kinds of PROMPT_COMMAND

if [[ $- == *i* ]]; then	# no `return` at this level: the text is evaluated in the middle of someone's .bashrc

# Arrays, since bash exports none, whatever `set -a` says. Set once: a second loading keeps the session. What comes
# from the environment has no element 1.
if [[ -z ${__awsmfa_due[1]-} ]]; then
	__awsmfa_state=('') __awsmfa_prompt_at=(99999999999) __awsmfa_int=('') __awsmfa_last=('')
	if [[ -n ${AWSMFA_EXPIRES-} ]]; then	# inherited: awsmfa looks at it before the first prompt
		__awsmfa_state=('i=1') __awsmfa_prompt_at=(0)
	fi
	__awsmfa_command_at=("${__awsmfa_prompt_at[0]}")
	__awsmfa_seen=("${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}")
fi

# bash has EPOCHSECONDS since 5.0; SECONDS follows the wall clock too.
__awsmfa_now=('EPOCHSECONDS')
if (( BASH_VERSINFO[0] < 5 )) || [[ -z ${EPOCHSECONDS-} ]]; then
	__awsmfa_now=("SECONDS + $(( $(\command date +%s) - SECONDS ))")
fi

# What PS0 is to hold: it is expanded before a typed line runs (bash 4.4). The subscript decides, so that a fork
# happens only when it is due; a signal is the one way from an expansion back into the shell itself. A shell that
# inherits an exported PS0 without the hook expands it to nothing.
__awsmfa_due=([1]=due)		# there is no element 0
__awsmfa_ps0=('')
if (( BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404 )); then
	__awsmfa_ps0=('${__awsmfa_due['"${__awsmfa_now[0]}"'>=${__awsmfa_command_at-0}]+$(\builtin kill -URG "$$")}')
fi

__awsmfa_renew() {
	{ \builtin local -; \builtin set +xvea; } 2>/dev/null
	\builtin local answer line='' state="${__awsmfa_state[0]}"
	# moved ahead before anything can fail: neither Ctrl-C nor a crash makes this come again at once
	__awsmfa_prompt_at=("$(( ${__awsmfa_now[0]} + 300 ))") __awsmfa_command_at=("$(( ${__awsmfa_now[0]} + 300 ))")
	__awsmfa_seen=("${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}")
	if [[ $1 == command ]]; then
		line=$(HISTTIMEFORMAT='' \builtin history 1) line=${line#*[0-9][ \*] }
	fi
	# nothing private for the handler of commands that are not found
	\builtin type -P awsmfa >/dev/null || state='' line=''
	# cut, since the kernel limits what a program can be given
	answer=$(_AWSMFA_SHELL=bash _AWSMFA_STATE=$state _AWSMFA_LINE=${line:0:4000} \command awsmfa renew bash "$1")
	if [[ $answer == *$'\n: awsmfa-end;' ]]; then
		\builtin eval "$answer"
	else	# killed perhaps, and bash would keep the terminal as the question had it
		\command stty isig icanon echo eol undef </dev/tty 2>/dev/null
	fi
	\builtin return 0
}

__awsmfa_prompt() {
	\builtin local last="$?"	# quoted: IFS may hold digits
	if (( ${__awsmfa_now[0]} >= __awsmfa_prompt_at )) || ! \builtin shopt -q promptvars ||
	    [[ ${PS0-}\|${AWS_PROFILE-}\|${AWS_DEFAULT_PROFILE-}\|${AWS_ACCESS_KEY_ID-} != "${__awsmfa_last[0]}" ]]; then
		__awsmfa_look
	fi
	[[ $- == *e* ]] || \builtin return "$last"	# what follows in PROMPT_COMMAND reads it; `set -e` would end the shell
}

# Something is due, or is not as it was at the last prompt.
__awsmfa_look() {
	if [[ -n ${__awsmfa_int[0]} ]]; then
		\builtin eval "${__awsmfa_int[0]}"
		__awsmfa_int=('')
	fi
	if (( ${__awsmfa_now[0]} >= __awsmfa_prompt_at )) ||
	    [[ ${AWS_PROFILE-}\|${AWS_DEFAULT_PROFILE-}\|${AWS_ACCESS_KEY_ID-} != "${__awsmfa_seen[0]}" ]]; then
		__awsmfa_renew prompt
	fi
	if [[ -n ${__awsmfa_ps0[0]} ]]; then
		__awsmfa_hook_ps0	# it may have been set anew
	fi
	__awsmfa_last=("${PS0-}|${AWS_PROFILE-}|${AWS_DEFAULT_PROFILE-}|${AWS_ACCESS_KEY_ID-}")
}

# The trap of URG, which PS0 sends: $1 is $_ of the line before.
__awsmfa_command() {
	if (( BASH_SUBSHELL == 0 && ${__awsmfa_now[0]} >= __awsmfa_command_at )); then
		__awsmfa_renew command
	fi
	\builtin : "$1"
}

# Ctrl-C at the question: an interrupt drops the typed command, but not where the user traps it. Such a trap is set
# again at the next prompt.
__awsmfa_cancel() {
	__awsmfa_int=("$(\builtin trap -p INT)") __awsmfa_last=('')
	\builtin trap - INT
	\builtin kill -INT "$$"
}

__awsmfa_hook_ps0() {
	PS0=${PS0-}
	PS0=${PS0/'${__awsmfa_due['*'kill -URG "$$")}'/}	# of whatever version
	case $BASHOPTS:$(\builtin trap -p URG) in	# in posix mode the default is shown as `-`
	*promptvars*:'' | *promptvars*:'trap -- - '* | *promptvars*:*__awsmfa_command*)
		\builtin trap '__awsmfa_command "$_"' URG
		PS0=$PS0${__awsmfa_ps0[0]} ;;	# last: a trap that comes due while bash parses a `$(` behind it would fail
	*)	# it would not be expanded, or the user has a trap of their own: prompts alone renew then
		__awsmfa_ps0=('') ;;
	esac
}

# In the kind that PROMPT_COMMAND has. Each element of an array finds $? and PIPESTATUS as the command left them, so
# ours may come first and the prompt shows the new session. In a string what is there comes first, for it may read
# them. A shell that inherits an exported PROMPT_COMMAND without the hook finds an empty command.
__awsmfa_hook() {
	\builtin local entry='${__awsmfa_state+__awsmfa_prompt}'
	if [[ $(\builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
		[[ " ${PROMPT_COMMAND[*]} " == *"$entry"* ]] || PROMPT_COMMAND=("$entry" "${PROMPT_COMMAND[@]}")
	elif [[ ${PROMPT_COMMAND-} != *"$entry"* ]]; then
		PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}$entry
	fi
	__awsmfa_hook_ps0
	# `set -a` exports functions too
	\builtin export -nf awsmfa __awsmfa_renew __awsmfa_prompt __awsmfa_look __awsmfa_command __awsmfa_cancel __awsmfa_hook_ps0 \
	    __awsmfa_hook __awsmfa_unhook __awsmfa_tell
}

__awsmfa_unhook() {
	\builtin local entry='${__awsmfa_state+__awsmfa_prompt}' i name
	if [[ $(\builtin declare -p PROMPT_COMMAND 2>/dev/null) == 'declare -a'* ]]; then
		for i in "${!PROMPT_COMMAND[@]}"; do
			[[ ${PROMPT_COMMAND[i]} != "$entry" ]] || \builtin unset "PROMPT_COMMAND[$i]"
		done
	else
		PROMPT_COMMAND=${PROMPT_COMMAND/"$entry"/}
		PROMPT_COMMAND=${PROMPT_COMMAND%$'\n'}
	fi
	PS0=${PS0/'${__awsmfa_due['*'kill -URG "$$")}'/}
	case $(\builtin trap -p URG) in
	*__awsmfa_command*) \builtin trap - URG ;;
	esac
	for name in state seen last prompt_at command_at int now due ps0; do
		\builtin unset "__awsmfa_$name"
	done
	\builtin unset -f awsmfa __awsmfa_renew __awsmfa_prompt __awsmfa_look __awsmfa_command __awsmfa_cancel __awsmfa_hook_ps0 \
	    __awsmfa_hook __awsmfa_unhook __awsmfa_tell
}

# What only the shell can see of itself, for `awsmfa doctor`: fields that end in \037. Runs in a subshell.
__awsmfa_tell() {
	\builtin set +eu
	\builtin local line="${PROMPT_COMMAND[*]-}" name
	\builtin printf '\037version=%s\037options=%s\037wants=%s\037ps0=%s\037prompt=%s\037urg=' "$BASH_VERSION" "$BASHOPTS" \
	    "${__awsmfa_ps0[0]}" "${PS0:0:30000}" "${line:0:30000}"
	\builtin trap -p URG
	\builtin printf '\037names='
	\builtin readonly -p | while IFS= \builtin read -r line; do
		case $line in
		declare\ * | readonly\ *) \builtin printf '%s\n' "${line%%=*}" ;;	# the name alone: the value may be a secret
		esac
	done
	\builtin printf '\037tools='
	for name in _direnv_hook starship_precmd __bp_precmd_invoke_cmd ble-attach __vsc_prompt_cmd assume awsume aws-vault aws-mfa \
	    aws; do
		[[ -z ${BASH_ALIASES[$name]+x} ]] || \builtin printf '%s: alias\n' "$name"
		! \builtin declare -F "$name" >/dev/null || \builtin printf '%s: function\n' "$name"
	done
	\builtin printf '\037'
}

awsmfa() {
	{ \builtin local -; \builtin set +xva; } 2>/dev/null
	\builtin local answer='' last=0 state="${__awsmfa_state[0]}"
	\builtin type -P awsmfa >/dev/null || state=''
	case ${1-use} in
	use | drop)
		answer=$(_AWSMFA_SHELL=bash _AWSMFA_STATE=$state \command awsmfa "${@-use}") || last=$?
		if [[ $answer == *$'\n: awsmfa-end;' ]]; then
			\builtin eval "${answer%:*}" || last=1	# a variable is readonly; its last line would hide that
		fi ;;
	doctor)
		_AWSMFA_SEEN=$(__awsmfa_tell) _AWSMFA_SHELL=bash _AWSMFA_STATE=$state \command awsmfa "$@" || last=$? ;;
	*)
		_AWSMFA_SHELL=bash _AWSMFA_STATE=$state \command awsmfa "$@" || last=$? ;;
	esac
	\builtin return "$last"
}

__awsmfa_hook
fi
